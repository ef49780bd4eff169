package io.trainyard.contract.api;

/**
 * Whether a browser must sign in.
 *
 * @param tokenNeeded whether the server asks for a token at all
 * @param signedIn whether this request would pass
 */
public record SessionView(boolean tokenNeeded, boolean signedIn) {}
