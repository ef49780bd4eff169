package io.trainyard.bench;

import java.util.List;

/**
 * A training step to measure.
 *
 * @param architecture its name here
 * @param peer its name in torchvision
 * @param steps a round; few, so that both sides meet the same machine
 */
record Workload(String architecture, String peer, int batch, int channels, int size, int steps) {
    /** Small and large, dense and depthwise convolutions, attention. */
    static final List<Workload> ALL =
            List.of(
                    new Workload("lenet5", "lenet5", 64, 1, 28, 100),
                    new Workload("resnet18", "resnet18", 32, 3, 64, 4),
                    new Workload("mobilenet_v2", "mobilenet_v2", 32, 3, 64, 4),
                    new Workload("efficientnet_b0", "efficientnet_b0", 32, 3, 64, 3),
                    new Workload("vit_b_16", "vit_b_16", 4, 3, 224, 1));

    /** What both sides classify into. */
    static final int CLASSES = 10;
}
