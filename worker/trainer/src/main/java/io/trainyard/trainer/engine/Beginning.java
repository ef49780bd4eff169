package io.trainyard.trainer.engine;

/** Where in a network the samples of a batch enter. */
enum Beginning {
    /** At the first layer. */
    PIXELS(""),
    /** Behind the frozen prefix. */
    FEATURES("_features");

    private final String suffix;

    Beginning(String suffix) {
        this.suffix = suffix;
    }

    /** The program's method for such batches. */
    String method(String name) {
        return name + suffix;
    }
}
