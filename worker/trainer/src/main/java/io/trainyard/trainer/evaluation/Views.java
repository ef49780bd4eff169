package io.trainyard.trainer.evaluation;

import io.trainyard.contract.spec.ExperimentSpec.TestTimeAugmentation;
import io.trainyard.trainer.image.Colour;
import io.trainyard.trainer.image.Interpolation;
import io.trainyard.trainer.image.Warp;
import io.trainyard.trainer.image.Warp.Sampling;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The views that a spec's test-time augmentation names; the plain one is the first. */
public final class Views {
    private static final double MIDDLE = 0.5;

    /** What a turn brings in is black. */
    private static final Sampling SMOOTH = new Sampling(Interpolation.BILINEAR, null);

    private Views() {}

    /** All of them; the plain one alone where nothing is named. */
    public static List<View> of(@Nullable TestTimeAugmentation named) {
        List<View> views = new ArrayList<>(List.of(View.PLAIN));
        if (named == null) {
            return views;
        }
        Double crop = named.fiveCrop();
        if (crop != null) {
            views.add(View.part(crop, 0, 0));
            views.add(View.part(crop, 0, 1));
            views.add(View.part(crop, 1, 0));
            views.add(View.part(crop, 1, 1));
            views.add(View.part(crop, MIDDLE, MIDDLE));
        }
        named.scales().forEach(scale -> views.add(View.part(1 / scale, MIDDLE, MIDDLE)));
        named.rotations()
                .forEach(degrees ->
                        views.add(image -> Warp.rotate(image, degrees, false, null, SMOOTH)));
        named.brightness().forEach(factor -> views.add(image -> Colour.brightness(image, factor)));
        named.contrast().forEach(factor -> views.add(image -> Colour.contrast(image, factor)));
        named.saturation().forEach(factor -> views.add(image -> Colour.saturation(image, factor)));
        if (named.flip()) {
            List.copyOf(views).forEach(view -> views.add(view.mirrored()));
        }
        return views;
    }
}
