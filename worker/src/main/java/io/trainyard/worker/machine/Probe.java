package io.trainyard.worker.machine;

import java.io.IOException;
import java.util.Map;

/** Reads numbers of the machine now. */
interface Probe {
    /** Metric name to value; empty where the machine does not say. */
    Map<String, Double> read() throws IOException, InterruptedException;
}
