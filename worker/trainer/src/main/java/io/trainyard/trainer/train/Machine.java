package io.trainyard.trainer.train;

import java.time.InstantSource;
import java.util.concurrent.ExecutorService;

/**
 * What an attempt may use.
 *
 * @param threads that one operation of libtorch may use, and that decode
 * @param decoders a pool of that many threads
 * @param pixelMemory most bytes of decoded images kept
 * @param clock the time
 */
public record Machine(
        int threads, ExecutorService decoders, long pixelMemory, InstantSource clock) {}
