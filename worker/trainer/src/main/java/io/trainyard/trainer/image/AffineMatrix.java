package io.trainyard.trainer.image;

/** The matrices behind {@link Warp}, as torchvision builds them. */
public final class AffineMatrix {
    private static final double TOLERANCE = 1e-4;

    private AffineMatrix() {}

    /**
     * The map from places of the result to places of the image, both from their middle: rows of two
     * by three. RSS = R(a) * S(s) * SHy * SHx; M = T * C * RSS * C^-1, inverted.
     */
    static double[] inverse(
            double[] center,
            double degrees,
            double right,
            double down,
            double scale,
            double shearX,
            double shearY) {
        double angle = Math.toRadians(degrees);
        double tangent = Math.tan(Math.toRadians(shearX));
        double alongY = Math.toRadians(shearY);
        double a = Math.cos(angle - alongY) / Math.cos(alongY);
        double b = -(a * tangent + Math.sin(angle));
        double c = Math.sin(angle - alongY) / Math.cos(alongY);
        double d = Math.cos(angle) - c * tangent;
        double[] matrix = {d / scale, -b / scale, 0, -c / scale, a / scale, 0};
        double x = center[0] + right;
        double y = center[1] + down;
        matrix[2] = center[0] - matrix[0] * x - matrix[1] * y;
        matrix[5] = center[1] - matrix[3] * x - matrix[4] * y;
        return matrix;
    }

    /** Width and height that hold all of a turned image. */
    static int[] outputSize(double[] matrix, int width, int height) {
        double[] x = {-0.5 * width, -0.5 * width, 0.5 * width, 0.5 * width};
        double[] y = {-0.5 * height, 0.5 * height, 0.5 * height, -0.5 * height};
        double[] most = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        for (int corner = 0; corner < x.length; corner++) {
            for (int axis = 0; axis < 2; axis++) {
                double half = axis == 0 ? width * 0.5 : height * 0.5;
                double place =
                        matrix[3 * axis] * x[corner]
                                + matrix[3 * axis + 1] * y[corner]
                                + matrix[3 * axis + 2]
                                + half;
                most[axis] = Math.max(most[axis], place);
                least[axis] = Math.min(least[axis], place);
            }
        }
        int[] size = new int[2];
        for (int axis = 0; axis < 2; axis++) {
            // A trace of rounding must not add a row.
            double high = Math.ceil(truncated(most[axis]));
            double low = Math.floor(truncated(least[axis]));
            size[axis] = (int) (high - low);
        }
        return size;
    }

    private static double truncated(double value) {
        double shifted = value / TOLERANCE;
        return (shifted < 0 ? Math.ceil(shifted) : Math.floor(shifted)) * TOLERANCE;
    }

    /**
     * The coefficients of {@link Warp#perspective} that bring corners to other places.
     *
     * @param from x and y of four corners of the image
     * @param to where they come to lie
     * @throws IllegalArgumentException where three of the places lie on a line
     */
    public static double[] perspective(double[][] from, double[][] to) {
        double[][] rows = new double[8][];
        for (int corner = 0; corner < 4; corner++) {
            double x = to[corner][0];
            double y = to[corner][1];
            double u = from[corner][0];
            double v = from[corner][1];
            rows[2 * corner] = new double[] {x, y, 1, 0, 0, 0, -u * x, -u * y, u};
            rows[2 * corner + 1] = new double[] {0, 0, 0, x, y, 1, -v * x, -v * y, v};
        }
        return solved(rows);
    }

    /** Gauss-Jordan elimination with partial pivoting; the last column is the right side. */
    private static double[] solved(double[][] rows) {
        int size = rows.length;
        for (int column = 0; column < size; column++) {
            int pivot = column;
            for (int row = column + 1; row < size; row++) {
                if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) {
                    pivot = row;
                }
            }
            double[] taken = rows[pivot];
            rows[pivot] = rows[column];
            rows[column] = taken;
            if (Math.abs(taken[column]) < 1e-12) {
                throw new IllegalArgumentException(
                        "three of the four places lie on a line: no view shows that");
            }
            for (int row = 0; row < size; row++) {
                double factor = row == column ? 0 : rows[row][column] / taken[column];
                for (int place = column; factor != 0 && place <= size; place++) {
                    rows[row][place] -= factor * taken[place];
                }
            }
        }
        double[] solution = new double[size];
        for (int row = 0; row < size; row++) {
            solution[row] = rows[row][size] / rows[row][row];
        }
        return solution;
    }
}
