package io.trainyard.orchestrator.data;

import io.trainyard.contract.data.AllowedFolders;

/**
 * What may be read.
 *
 * @param folders below which it lies
 * @param mostFiles images of a folder
 * @param mostBytes bytes of a folder's images together, or of a file
 */
public record Limits(AllowedFolders folders, int mostFiles, long mostBytes) {}
