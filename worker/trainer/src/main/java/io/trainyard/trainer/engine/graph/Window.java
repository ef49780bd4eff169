package io.trainyard.trainer.engine.graph;

/**
 * A window that slides over rows and columns with one stride.
 *
 * @param height rows
 * @param width columns
 * @param stride distance between two windows
 * @param paddingHeight rows added above and below
 * @param paddingWidth columns added left and right
 * @param ceil whether a last window that sticks out counts: torch's ceil_mode
 */
public record Window(
        int height, int width, int stride, int paddingHeight, int paddingWidth, boolean ceil) {
    public Window {
        if (Math.min(Math.min(height, width), stride) < 1
                || Math.min(paddingHeight, paddingWidth) < 0) {
            throw new IllegalArgumentException(
                    "window %d x %d and stride %d must be positive, padding %d and %d not negative"
                            .formatted(height, width, stride, paddingHeight, paddingWidth));
        }
    }

    /** A square window with equal padding on all sides. */
    public static Window square(int edge, int stride, int padding) {
        return new Window(edge, edge, stride, padding, padding, false);
    }

    /** The shape of an image once the window has passed over it. */
    TensorShape output(TensorShape image, int channels) {
        if (image.rank() != 3) {
            throw new InvalidNetworkException("needs an image (C, H, W), not " + image);
        }
        return TensorShape.of(
                channels,
                output(image.size(1), height, paddingHeight),
                output(image.size(2), width, paddingWidth));
    }

    /** Rows or columns of the output: torch/nn/modules/conv.py and ATen/native/Pool.h. */
    private int output(int size, int kernel, int padding) {
        int room = size + 2 * padding - kernel;
        if (room < 0) {
            throw new InvalidNetworkException(
                    "a window of %d does not fit into an input of %d with padding %d"
                            .formatted(kernel, size, padding));
        }
        if (!ceil) {
            return room / stride + 1;
        }
        int rounded = Math.ceilDiv(room, stride) + 1;
        // The last window must start inside the input or its left padding.
        return (rounded - 1) * stride >= size + padding ? rounded - 1 : rounded;
    }

    /** The spelling of the stride, such as {@code [2, 2]}. */
    String strideScript() {
        return pair(stride, stride);
    }

    /** The spelling of the kernel. */
    String kernelScript() {
        return pair(height, width);
    }

    /** The spelling of the padding. */
    String paddingScript() {
        return pair(paddingHeight, paddingWidth);
    }

    private static String pair(int rows, int columns) {
        return "[%d, %d]".formatted(rows, columns);
    }
}
