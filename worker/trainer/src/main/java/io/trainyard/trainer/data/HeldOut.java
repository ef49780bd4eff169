package io.trainyard.trainer.data;

import io.trainyard.contract.catalogue.Schema;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.failure.RunFailedException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Shares of the training images that stand in for splits without images of their own, by class.
 * Without validation images each epoch is measured on the test split, and nothing is selected.
 *
 * @param test the same images for every run, so that results compare; 0 for none
 * @param validation chosen by the run's seed, of what the test images leave; 0 for none
 */
record HeldOut(double test, double validation) {
    private static final String TEST_FRACTION = "testFraction";
    private static final String VALIDATION_FRACTION = "validationFraction";
    private static final long TEST_SEED = 0;

    /** Adds both parameters to a format's. */
    static Schema addTo(Schema schema) {
        return addValidationTo(schema)
                .with(
                        TEST_FRACTION,
                        "share of the training images held out for the final result, by class, the same for every seed",
                        fraction());
    }

    /** Adds the parameter of a format that has test images always. */
    static Schema addValidationTo(Schema schema) {
        return schema.with(
                VALIDATION_FRACTION,
                "share of the training images held out for validation, by class",
                fraction());
    }

    private static Schema fraction() {
        return Schema.number().atLeast(0).below(1).defaultsTo(0);
    }

    /**
     * The splits to read: those that are wanted and have images, and the training images where a
     * wanted one is held out of them.
     *
     * @param given splits with images of their own
     */
    Set<Split> toRead(Set<Split> given, Set<Split> wanted) {
        Set<Split> read = EnumSet.noneOf(Split.class);
        read.addAll(given);
        read.retainAll(wanted);
        boolean holdsOut =
                isHeldOut(Split.TEST, given, wanted) || isHeldOut(Split.VALIDATION, given, wanted);
        if (holdsOut && given.contains(Split.TRAIN)) {
            read.add(Split.TRAIN);
        }
        return read;
    }

    private boolean isHeldOut(Split split, Set<Split> given, Set<Split> wanted) {
        return wanted.contains(split) && !given.contains(split) && fraction(split) > 0;
    }

    private double fraction(Split split) {
        return switch (split) {
            case TRAIN -> 0;
            case VALIDATION -> validation;
            case TEST -> test;
        };
    }

    /**
     * The dataset with the splits that are wanted.
     *
     * @param given splits with images of their own, whether they were read or not
     * @throws RunFailedException with SPEC_INVALID where one of the parts would have no images; the
     *     files are closed then
     */
    Dataset applyTo(Dataset dataset, Set<Split> given, DataRequest request) {
        Map<Split, ImageSet> splits = new EnumMap<>(Split.class);
        splits.putAll(dataset.splits());
        try {
            // The test images are held out whether they are wanted or not: nothing trains on them.
            holdOut(splits, Split.TEST, TEST_FRACTION, given, dataset, request, TEST_SEED);
            holdOut(
                    splits,
                    Split.VALIDATION,
                    VALIDATION_FRACTION,
                    given,
                    dataset,
                    request,
                    request.seed());
        } catch (RunFailedException empty) {
            dataset.close();
            throw empty;
        }
        splits.keySet().retainAll(request.splits());
        return new Dataset(dataset.classes(), dataset.sample(), splits, dataset.files());
    }

    private void holdOut(
            Map<Split, ImageSet> splits,
            Split split,
            String parameter,
            Set<Split> given,
            Dataset dataset,
            DataRequest request,
            long seed) {
        ImageSet train = splits.get(Split.TRAIN);
        double fraction = fraction(split);
        if (train == null || given.contains(split) || fraction == 0) {
            return;
        }
        StratifiedSplit parts = StratifiedSplit.of(train, dataset.classes().size(), fraction, seed);
        if (parts.heldOut().isEmpty() || parts.kept().isEmpty()) {
            throw new RunFailedException(
                    FailureKind.SPEC_INVALID,
                    "dataset.%s %s of %d training images holds out %d and leaves %d to train on; choose it so that both have some"
                            .formatted(
                                    parameter,
                                    fraction,
                                    train.count(),
                                    parts.heldOut().size(),
                                    parts.kept().size()));
        }
        splits.put(Split.TRAIN, train.subset(parts.kept()));
        ImageSet heldOut = train.subset(parts.heldOut());
        splits.put(split, request.originals() ? heldOut.fitted(request.fit(split)) : heldOut);
    }
}
