package io.trainyard.trainer.train;

import io.trainyard.contract.spec.Normalisation;
import io.trainyard.contract.spec.Normalisation.Channels;
import io.trainyard.trainer.engine.ChannelScale;
import java.util.Collections;
import java.util.List;

/** How a spec's normalisation enters the program. */
public final class Scales {
    private Scales() {}

    /**
     * The scale of bytes.
     *
     * @throws IllegalArgumentException where the values are of another number of channels
     */
    public static ChannelScale of(Normalisation normalisation, int channels) {
        return switch (normalisation) {
            case Normalisation.Auto(), Normalisation.Unit() ->
                    ofBytes(new Channels(List.of(0.0), List.of(1.0)), channels);
            case Normalisation.ImageNet imageNet ->
                    ofBytes(
                            channels == 1 ? grey(imageNet.channels()) : imageNet.channels(),
                            channels);
            case Channels values -> ofBytes(values, channels);
        };
    }

    private static ChannelScale ofBytes(Channels values, int channels) {
        return ChannelScale.ofBytes(
                spread(values.mean(), channels), spread(values.std(), channels));
    }

    private static List<Double> spread(List<Double> values, int channels) {
        if (values.size() == 1) {
            return Collections.nCopies(channels, values.getFirst());
        }
        if (values.size() != channels) {
            throw new IllegalArgumentException(
                    "input.normalisation has %d values; the images have %d channels"
                            .formatted(values.size(), channels));
        }
        return values;
    }

    /** The mean over the colours, for images that have none. */
    private static Channels grey(Channels colours) {
        return new Channels(List.of(mean(colours.mean())), List.of(mean(colours.std())));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
