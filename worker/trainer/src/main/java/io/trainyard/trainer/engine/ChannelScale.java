package io.trainyard.trainer.engine;

import java.util.List;

/**
 * What the program does to inputs first: {@code input * scale + shift}, per channel.
 *
 * @param scale one factor a channel
 * @param shift one summand a channel
 */
public record ChannelScale(List<Double> scale, List<Double> shift) {
    private static final double BRIGHTEST = 255;

    public ChannelScale {
        scale = List.copyOf(scale);
        shift = List.copyOf(shift);
        if (scale.size() != shift.size()) {
            throw new IllegalArgumentException(
                    "%d factors, %d summands".formatted(scale.size(), shift.size()));
        }
    }

    /** Bytes to {@code (pixel / 255 - mean) / deviation}: ToTensor and Normalize of torchvision. */
    public static ChannelScale ofBytes(List<Double> mean, List<Double> deviation) {
        return new ChannelScale(
                deviation.stream().map(value -> 1 / (BRIGHTEST * value)).toList(),
                java.util.stream.IntStream.range(0, mean.size())
                        .mapToObj(channel -> -mean.get(channel) / deviation.get(channel))
                        .toList());
    }

    /** Inputs as they are. */
    public static ChannelScale identity(int channels) {
        return new ChannelScale(
                java.util.Collections.nCopies(channels, 1.0),
                java.util.Collections.nCopies(channels, 0.0));
    }
}
