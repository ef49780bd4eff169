package io.trainyard.trainer.preview;

import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.trainer.data.DataRoots;
import io.trainyard.trainer.data.Dataset;
import io.trainyard.trainer.data.ImageLoader;
import io.trainyard.trainer.data.ImageSet;
import io.trainyard.trainer.data.Locations;
import io.trainyard.trainer.data.Split;
import io.trainyard.trainer.failure.RunFailedException;
import io.trainyard.trainer.fetch.FileCache;
import io.trainyard.trainer.image.Fit;
import io.trainyard.trainer.image.Pixels;
import io.trainyard.trainer.seed.Seed;
import io.trainyard.trainer.train.Augmenter;
import io.trainyard.trainer.train.OpenedData;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A picture of what training sees: a row a sample, its original first, then what it becomes in one
 * epoch after the other.
 *
 * @param samples rows
 * @param draws columns after the first
 */
record AugmentedSheet(int samples, int draws) {
    private static final int GAP = 2;
    private static final Path EVERYWHERE = Path.of("/");

    /**
     * Draws it.
     *
     * @param threads that decode
     * @param notices takes sentences, such as an image that cannot be read
     * @throws IllegalArgumentException with a sentence where the spec's data cannot be had
     */
    BufferedImage draw(
            ExperimentSpec spec, FileCache files, int threads, Consumer<String> notices) {
        Locations locations =
                new Locations(new DataRoots(List.of(EVERYWHERE)), files, notices, () -> false);
        try (ExecutorService decoders = Executors.newFixedThreadPool(threads);
                Dataset dataset =
                        OpenedData.of(
                                spec,
                                locations,
                                EnumSet.of(Split.TRAIN),
                                new ImageLoader(decoders, 1L << 28, () -> false),
                                notices)) {
            ImageSet images =
                    dataset.split(Split.TRAIN)
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "the spec's dataset has no training images"));
            return draw(images, Augmenter.of(spec));
        } catch (RunFailedException failure) {
            throw new IllegalArgumentException(failure.explanation(), failure);
        }
    }

    private BufferedImage draw(ImageSet images, Augmenter augmenter) {
        int size = augmenter.size();
        int rows = Math.min(samples, images.count());
        BufferedImage sheet =
                Picture.blank(rows * (size + GAP) - GAP, (draws + 1) * (size + GAP) - GAP);
        RandomGenerator random = new Seed(augmenter.seed().value()).with("sheet").random();
        for (int row = 0; row < rows; row++) {
            int index = random.nextInt(images.count());
            Pixels original = images.image(index);
            int top = row * (size + GAP);
            Picture.draw(Fit.straight(size).apply(original), sheet, top, 0);
            for (int draw = 1; draw <= draws; draw++) {
                Picture.draw(
                        augmenter.apply(original, draw, index), sheet, top, draw * (size + GAP));
            }
        }
        return sheet;
    }
}
