package io.trainyard.trainer.train;

import io.trainyard.trainer.fetch.FileCache;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;

/**
 * What an attempt may use.
 *
 * @param threads that one operation of libtorch may use, and that decode
 * @param decoders a pool of that many threads
 * @param pixelMemory most bytes of decoded images kept
 * @param files of the network that were fetched
 * @param clock the time
 */
public record Machine(
        int threads,
        ExecutorService decoders,
        long pixelMemory,
        FileCache files,
        InstantSource clock) {}
