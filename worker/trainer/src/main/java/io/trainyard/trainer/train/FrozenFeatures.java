package io.trainyard.trainer.train;

import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.contract.spec.ExperimentSpec.Kind;
import io.trainyard.trainer.data.ImageSet;
import io.trainyard.trainer.data.Split;
import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.engine.Computation;
import io.trainyard.trainer.engine.FrozenPrefix;
import io.trainyard.trainer.engine.TrainableNetwork;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is computed once instead of in every epoch: the features that a network's frozen prefix
 * makes of the images that epochs are measured on and, where epochs see the same views of them, of
 * the training images. An attempt that resumes computes them anew.
 */
final class FrozenFeatures implements AutoCloseable {
    private static final long MOST_DISK_BYTES = 1L << 35;

    /** Decoded images may take the machine's share of memory; features add that part of it. */
    private static final int SHARE_OF_PIXEL_MEMORY = 2;

    private final Plan plan;
    private final TrainableNetwork network;
    private final StopSignal stop;
    private final @Nullable FrozenPrefix prefix;
    private final FeatureRoom room;
    private final Map<Split, Map<Integer, FeatureRows>> rows = new EnumMap<>(Split.class);

    private FrozenFeatures(
            Plan plan,
            TrainableNetwork network,
            StopSignal stop,
            @Nullable FrozenPrefix prefix,
            FeatureRoom room) {
        this.plan = plan;
        this.network = network;
        this.stop = stop;
        this.prefix = prefix;
        this.room = room;
    }

    /** Those of an attempt; a line tells what is cached, or why nothing is. */
    static FrozenFeatures of(
            Plan plan,
            TrainableNetwork network,
            Machine machine,
            Path directory,
            EventSink events,
            StopSignal stop) {
        boolean freezes = plan.spec().kind() != Kind.EVALUATE && !plan.recipe().frozen().isEmpty();
        Optional<String> obstacle = freezes ? obstacle(plan) : Optional.empty();
        FrozenPrefix prefix =
                freezes && obstacle.isEmpty() ? FrozenPrefix.of(plan.recipe()).orElse(null) : null;
        FeatureRoom room =
                new FeatureRoom(
                        directory, machine.pixelMemory() / SHARE_OF_PIXEL_MEMORY, MOST_DISK_BYTES);
        FrozenFeatures features = new FrozenFeatures(plan, network, stop, prefix, room);
        if (prefix != null) {
            features.allocate(prefix, events);
        } else if (freezes) {
            events.info(
                    "frozen layers are computed in every step: "
                            + obstacle.orElse("those in front are trained, or random in training"));
        }
        return features;
    }

    /** Why training needs the images; empty where features do. */
    private static Optional<String> obstacle(Plan plan) {
        if (plan.recipe().techniques().distillation() != null) {
            return Optional.of("the teacher of training.distillation looks at the images");
        }
        if (plan.recipe().techniques().mixes()) {
            return Optional.of("the augmentation mixes the images of each batch anew");
        }
        if (plan.recipe().techniques().computation() != Computation.FULL) {
            return Optional.of(
                    "with training.precision bf16 training and evaluation have different features");
        }
        return Optional.empty();
    }

    /** A feeder that hands out features of a split where there are any, else pixels. */
    Feeder over(Feeder pixels, Split split, int batchSize) {
        Map<Integer, FeatureRows> views = rows.getOrDefault(split, Map.of());
        if (prefix == null || views.isEmpty()) {
            return pixels;
        }
        ImageSet images = plan.dataset().split(split).orElseThrow();
        Batch batch = Batch.ofFeatures(Math.min(batchSize, images.count()), prefix.shape());
        return new FeatureFeeder(pixels, images, views, batch, network, stop);
    }

    private void allocate(FrozenPrefix known, EventSink events) {
        long rowBytes = Math.multiplyExact(known.shape().elements(), (long) Float.BYTES);
        ExperimentSpec spec = plan.spec();
        StringBuilder what = new StringBuilder();
        what.append(allocate(plan.judge(), rowBytes, List.of(Feeder.Preparation.AS_THEY_ARE)));
        Integer views = TrainingViews.of(plan).count();
        what.append("; ");
        if (views == null) {
            what.append(
                    "those of training images are not, since every epoch sees them augmented anew (training.cachedViews makes epochs take turns in a few views)");
        } else if (spec.training().epochs() <= views) {
            what.append("those of training images are not, since no epoch sees a view again");
        } else {
            what.append(
                    allocate(
                            Split.TRAIN,
                            rowBytes,
                            views == 0
                                    ? List.of(Feeder.Preparation.AS_THEY_ARE)
                                    : IntStream.rangeClosed(1, views).boxed().toList()));
        }
        events.info(
                "the frozen front, up to '%s', is computed once: its features %s are cached of %s; %.1f MiB in memory, %.1f MiB on disk"
                        .formatted(
                                known.name(),
                                known.shape(),
                                what,
                                mebibytes(room.memoryBytes()),
                                mebibytes(room.diskBytes())));
    }

    private String allocate(Split split, long rowBytes, List<Integer> views) {
        ImageSet images = plan.dataset().split(split).orElseThrow();
        Map<Integer, FeatureRows> byView = new HashMap<>();
        for (int view : views) {
            room.allocate(Math.multiplyExact(rowBytes, (long) images.count()))
                    .ifPresent(segment -> byView.put(view, new FeatureRows(segment, rowBytes)));
        }
        rows.put(split, byView);
        String often = views.size() == 1 ? "" : " in %d views".formatted(views.size());
        return "%d %s images%s%s"
                .formatted(
                        images.count(),
                        split.label(),
                        often,
                        byView.size() == views.size()
                                ? ""
                                : " (there is room for %d of %d)"
                                        .formatted(byView.size(), views.size()));
    }

    private static double mebibytes(long bytes) {
        return bytes / (double) (1 << 20);
    }

    /** Frees the memory and deletes the files; no feeder may be used afterwards. */
    @Override
    public void close() {
        room.close();
    }
}
