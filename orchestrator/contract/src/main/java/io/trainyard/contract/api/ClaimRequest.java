package io.trainyard.contract.api;

import java.util.UUID;

/**
 * A worker's wish to run a task.
 *
 * @param nonce made once a claim: a repeated request with the same nonce gets the same answer
 */
public record ClaimRequest(String worker, UUID nonce) {}
