package io.trainyard.trainer.engine.graph;

/**
 * A square window that slides over rows and columns.
 *
 * @param kernel edge of the window
 * @param stride distance between two windows
 * @param padding rows and columns added on each side
 */
record Window(int kernel, int stride, int padding) {
    Window {
        if (kernel < 1 || stride < 1 || padding < 0) {
            throw new IllegalArgumentException(
                    "kernel %d and stride %d must be positive, padding %d not negative"
                            .formatted(kernel, stride, padding));
        }
    }

    /** Rows or columns of the output: torch.nn.Conv2d's formula, rounded down. */
    int output(int size) {
        int room = size + 2 * padding - kernel;
        if (room < 0) {
            throw new InvalidNetworkException(
                    "a window of %d does not fit into an input of %d with padding %d"
                            .formatted(kernel, size, padding));
        }
        return room / stride + 1;
    }

    /** The shape of an image once the window has passed over it. */
    TensorShape output(TensorShape image, int channels) {
        if (image.rank() != 3) {
            throw new InvalidNetworkException("needs an image (C, H, W), not " + image);
        }
        return TensorShape.of(channels, output(image.size(1)), output(image.size(2)));
    }
}
