package io.trainyard.contract.api;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A valid spec.
 *
 * @param spec the tree with every default filled in
 */
public record SpecView(JsonNode spec) {}
