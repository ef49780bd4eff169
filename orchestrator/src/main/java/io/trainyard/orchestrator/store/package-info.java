/**
 * PostgreSQL, and nothing else knows it.
 *
 * <p>One class a table or two. Transitions are compare-and-set statements in plain SQL, ingestion
 * is set-based inserts of arrays; simple reads go through Panache entities. Callers own the
 * transaction. Rows of {@code run} are locked in the order of their ids and the ledger's lock is
 * taken last, so that no two transactions wait for each other.
 */
@NullMarked
package io.trainyard.orchestrator.store;

import org.jspecify.annotations.NullMarked;
