package io.trainyard.contract.api;

import java.util.List;
import java.util.UUID;

/**
 * What is left to send of a checkpoint.
 *
 * @param missing hashes of the chunks the orchestrator does not have yet
 */
public record UploadPlan(UUID checkpoint, List<String> missing) {}
