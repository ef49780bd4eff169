package io.trainyard.trainer.engine;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import io.trainyard.trainer.natives.NativeCache;
import io.trainyard.trainer.natives.ProcessEnvironment;

/** Loads libtorch, and sets up the threads that call it. */
public final class Libtorch {
    /** DJL's name of the engine. */
    static final String ENGINE = "PyTorch";

    private Libtorch() {}

    /**
     * Loads the natives on the class path; nothing is ever downloaded. The first time on a machine
     * they are unpacked, which takes seconds and 450 MB; afterwards a fraction of a second.
     */
    public static void load() {
        // Read by libgomp when it is loaded. By default its threads wait by spinning 300,000
        // rounds,
        // which starves whoever shares the cores, and themselves: four epochs of LeNet-5 took 3.8 s
        // beside busy neighbours. With the 1,000 rounds that libgomp takes where it sees more
        // threads than cores they took 1.6 s.
        ProcessEnvironment.setIfAbsent("GOMP_SPINCOUNT", "1000");
        String cache = NativeCache.folder("libtorch").toString();
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("ENGINE_CACHE_DIR", cache);
        System.setProperty("DJL_CACHE_DIR", cache);
        Engine.getEngine(ENGINE);
    }

    /** Such as {@code PyTorch 2.7.1}. */
    public static String version() {
        return ENGINE + " " + Engine.getEngine(ENGINE).getVersion();
    }

    /**
     * Prepares the calling thread to train, since libtorch keeps all of this per thread; loads
     * libtorch if need be.
     *
     * @param threads that one operation may use
     */
    public static void prepareThread(int threads) {
        load();
        JniUtils.setNumThreads(threads);
        // The profiling executor would compile anew for each batch size, and costs more than it
        // saves.
        JniUtils.setGraphExecutorOptimize(false);
        JniUtils.setGradMode(true);
    }

    /** Starts libtorch's own generator anew for one step. */
    static void seed(long seed) {
        JniUtils.setSeed(seed);
    }
}
