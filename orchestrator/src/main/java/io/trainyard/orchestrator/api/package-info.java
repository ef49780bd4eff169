/**
 * The HTTP interface.
 *
 * <p>Every request passes the {@link io.trainyard.orchestrator.api.Gate} first: host, origin, size
 * and token. Resources translate between HTTP and the steps behind them and decide nothing; every
 * error, whoever found it, is answered as {@code application/problem+json}.
 */
@NullMarked
package io.trainyard.orchestrator.api;

import org.jspecify.annotations.NullMarked;
