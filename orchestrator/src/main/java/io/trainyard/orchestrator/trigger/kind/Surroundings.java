package io.trainyard.orchestrator.trigger.kind;

import io.trainyard.contract.data.AllowedFolders;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/**
 * What kinds are given rather than make for themselves.
 *
 * @param clock this machine's, for comparing with its files' times
 * @param folders that may be watched
 * @param mostFiles images a watched folder may hold
 * @param mostBytes bytes its images may have together
 * @param tolerance how far a delivery's timestamp may be from now, either way
 * @param random for secrets
 */
public record Surroundings(
        Clock clock,
        AllowedFolders folders,
        int mostFiles,
        long mostBytes,
        Duration tolerance,
        SecureRandom random) {}
