/**
 * What the programs of Trainyard say to each other, and nothing else.
 *
 * <p>A user's spec is read and validated ({@code spec}) against the catalogue of components that
 * workers can run ({@code catalogue}); tasks, events, heartbeats and control travel as sealed,
 * versioned messages ({@code message}); the orchestrator answers over HTTP with the records in
 * {@code api}. This module depends on the JDK, Jackson and JSpecify only.
 */
@NullMarked
package io.trainyard.contract;

import org.jspecify.annotations.NullMarked;
