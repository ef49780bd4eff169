package io.trainyard.trainer.data;

import io.trainyard.trainer.seed.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Images in two parts that hold the classes in equal proportion.
 *
 * @param kept indices, ascending
 * @param heldOut indices, ascending
 */
record StratifiedSplit(List<Integer> kept, List<Integer> heldOut) {
    StratifiedSplit {
        kept = List.copyOf(kept);
        heldOut = List.copyOf(heldOut);
    }

    /** Holds out that fraction of all images, rounded; which ones is a matter of the seed. */
    static StratifiedSplit of(ImageSet images, int classes, double fraction, long seed) {
        int total = (int) Math.round(images.count() * fraction);
        List<List<Integer>> byClass =
                IntStream.range(0, classes)
                        .<List<Integer>>mapToObj(_ -> new ArrayList<>())
                        .toList();
        for (int index = 0; index < images.count(); index++) {
            byClass.get(images.label(index)).add(index);
        }
        List<Integer> shares = shares(byClass, fraction, total);
        List<Integer> kept = new ArrayList<>();
        List<Integer> heldOut = new ArrayList<>();
        for (int label = 0; label < classes; label++) {
            List<Integer> shuffled = new ArrayList<>(byClass.get(label));
            Collections.shuffle(shuffled, new Seed(seed).with("split").with(label).random());
            heldOut.addAll(shuffled.subList(0, shares.get(label)));
            kept.addAll(shuffled.subList(shares.get(label), shuffled.size()));
        }
        Collections.sort(kept);
        Collections.sort(heldOut);
        return new StratifiedSplit(kept, heldOut);
    }

    /**
     * Largest remainders: each class gives its whole share, the ones that lost most by rounding
     * give one more.
     */
    private static List<Integer> shares(List<List<Integer>> byClass, double fraction, int total) {
        List<Integer> shares = new ArrayList<>();
        byClass.forEach(members -> shares.add((int) Math.floor(members.size() * fraction)));
        List<Integer> byRemainder =
                IntStream.range(0, byClass.size())
                        .boxed()
                        .sorted(
                                Comparator.comparingDouble(label ->
                                        shares.get(label) - byClass.get(label).size() * fraction))
                        .toList();
        int missing = total - shares.stream().mapToInt(Integer::intValue).sum();
        for (int label : byRemainder.subList(0, Math.clamp(missing, 0, byRemainder.size()))) {
            shares.set(label, Math.min(shares.get(label) + 1, byClass.get(label).size()));
        }
        return shares;
    }
}
