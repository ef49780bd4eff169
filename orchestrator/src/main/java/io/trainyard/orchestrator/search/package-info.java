/**
 * What may be asked of runs: the grammar of filters and sorts, and the cursor of what they find.
 *
 * <p>Text goes in, a tree of checked conditions comes out; every field, operator and value in it is
 * known and typed. Nothing here knows PostgreSQL: {@code store} writes the tree as a statement. The
 * dashboard reads the same grammar (dashboard/src/filter); docs/search.md describes it for both.
 */
@NullMarked
package io.trainyard.orchestrator.search;

import org.jspecify.annotations.NullMarked;
