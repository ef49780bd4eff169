package io.trainyard.orchestrator.trigger.kind;

import io.trainyard.orchestrator.data.Limits;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/**
 * What kinds are given rather than make for themselves.
 *
 * @param clock this machine's, for comparing with its files' times
 * @param limits of the folders that may be watched
 * @param tolerance how far a delivery's timestamp may be from now, either way
 * @param random for secrets
 */
public record Surroundings(Clock clock, Limits limits, Duration tolerance, SecureRandom random) {}
