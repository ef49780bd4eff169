package io.trainyard.trainer.weights;

import static io.trainyard.trainer.weights.KnownWeights.Interpolation.BICUBIC;
import static io.trainyard.trainer.weights.KnownWeights.Interpolation.BILINEAR;

import io.trainyard.contract.spec.Normalisation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * torchvision's weights by name, and how images must be prepared for them: the classes *_Weights of
 * torchvision/models (0.28). {@code imagenet-v1} is IMAGENET1K_V1.
 *
 * @param architecture that they are of
 * @param name in specs
 * @param file below {@link #FOLDER}; its name holds the first digits of its SHA-256
 * @param size edge in pixels of the square that is cut from the middle
 * @param resize pixels that an image's shorter edge is resized to before
 * @param interpolation of that
 * @param normalisation of the pixels
 */
public record KnownWeights(
        String architecture,
        String name,
        String file,
        int size,
        int resize,
        Interpolation interpolation,
        Normalisation normalisation) {
    private static final String FOLDER = "https://download.pytorch.org/models/";
    private static final Normalisation IMAGENET = new Normalisation.ImageNet();

    /** What torchvision's transform_input makes of ImageNet's: -1 to 1, as Google trained. */
    private static final Normalisation CENTRED =
            new Normalisation.Channels(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));

    /** All of them. */
    public static final List<KnownWeights> ALL =
            List.of(
                    new KnownWeights(
                            "alexnet_torchvision",
                            "imagenet-v1",
                            "alexnet-owt-7be5be79.pth",
                            224,
                            256,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "vgg11",
                            "imagenet-v1",
                            "vgg11-8a719046.pth",
                            224,
                            256,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "vgg13",
                            "imagenet-v1",
                            "vgg13-19584684.pth",
                            224,
                            256,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "vgg16",
                            "imagenet-v1",
                            "vgg16-397923af.pth",
                            224,
                            256,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "vgg19",
                            "imagenet-v1",
                            "vgg19-dcbb9e9d.pth",
                            224,
                            256,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "vgg11_bn",
                            "imagenet-v1",
                            "vgg11_bn-6002323d.pth",
                            224,
                            256,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "vgg13_bn",
                            "imagenet-v1",
                            "vgg13_bn-abd245e5.pth",
                            224,
                            256,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "vgg16_bn",
                            "imagenet-v1",
                            "vgg16_bn-6c64b313.pth",
                            224,
                            256,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "vgg19_bn",
                            "imagenet-v1",
                            "vgg19_bn-c79401a0.pth",
                            224,
                            256,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "resnet18",
                            "imagenet-v1",
                            "resnet18-f37072fd.pth",
                            224,
                            256,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "resnet34",
                            "imagenet-v1",
                            "resnet34-b627a593.pth",
                            224,
                            256,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "resnet50",
                            "imagenet-v1",
                            "resnet50-0676ba61.pth",
                            224,
                            256,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "resnet50",
                            "imagenet-v2",
                            "resnet50-11ad3fa6.pth",
                            224,
                            232,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "resnet101",
                            "imagenet-v1",
                            "resnet101-63fe2227.pth",
                            224,
                            256,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "resnet101",
                            "imagenet-v2",
                            "resnet101-cd907fc2.pth",
                            224,
                            232,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "resnet152",
                            "imagenet-v1",
                            "resnet152-394f9c45.pth",
                            224,
                            256,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "resnet152",
                            "imagenet-v2",
                            "resnet152-f82ba261.pth",
                            224,
                            232,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "googlenet",
                            "imagenet-v1",
                            "googlenet-1378be20.pth",
                            224,
                            256,
                            BILINEAR,
                            CENTRED),
                    new KnownWeights(
                            "inception_v3",
                            "imagenet-v1",
                            "inception_v3_google-0cc3c7bd.pth",
                            299,
                            342,
                            BILINEAR,
                            CENTRED),
                    new KnownWeights(
                            "mobilenet_v2",
                            "imagenet-v1",
                            "mobilenet_v2-b0353104.pth",
                            224,
                            256,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "mobilenet_v2",
                            "imagenet-v2",
                            "mobilenet_v2-7ebf99e0.pth",
                            224,
                            232,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "mobilenet_v3_small",
                            "imagenet-v1",
                            "mobilenet_v3_small-047dcff4.pth",
                            224,
                            256,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "mobilenet_v3_large",
                            "imagenet-v1",
                            "mobilenet_v3_large-8738ca79.pth",
                            224,
                            256,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "mobilenet_v3_large",
                            "imagenet-v2",
                            "mobilenet_v3_large-5c1a4163.pth",
                            224,
                            232,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "efficientnet_b0",
                            "imagenet-v1",
                            "efficientnet_b0_rwightman-7f5810bc.pth",
                            224,
                            256,
                            BICUBIC,
                            IMAGENET),
                    new KnownWeights(
                            "efficientnet_b1",
                            "imagenet-v1",
                            "efficientnet_b1_rwightman-bac287d4.pth",
                            240,
                            256,
                            BICUBIC,
                            IMAGENET),
                    new KnownWeights(
                            "efficientnet_b1",
                            "imagenet-v2",
                            "efficientnet_b1-c27df63c.pth",
                            240,
                            255,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "efficientnet_b2",
                            "imagenet-v1",
                            "efficientnet_b2_rwightman-c35c1473.pth",
                            288,
                            288,
                            BICUBIC,
                            IMAGENET),
                    new KnownWeights(
                            "efficientnet_b3",
                            "imagenet-v1",
                            "efficientnet_b3_rwightman-b3899882.pth",
                            300,
                            320,
                            BICUBIC,
                            IMAGENET),
                    new KnownWeights(
                            "efficientnet_b4",
                            "imagenet-v1",
                            "efficientnet_b4_rwightman-23ab8bcd.pth",
                            380,
                            384,
                            BICUBIC,
                            IMAGENET),
                    new KnownWeights(
                            "efficientnet_b5",
                            "imagenet-v1",
                            "efficientnet_b5_lukemelas-1a07897c.pth",
                            456,
                            456,
                            BICUBIC,
                            IMAGENET),
                    new KnownWeights(
                            "efficientnet_b6",
                            "imagenet-v1",
                            "efficientnet_b6_lukemelas-24a108a5.pth",
                            528,
                            528,
                            BICUBIC,
                            IMAGENET),
                    new KnownWeights(
                            "efficientnet_b7",
                            "imagenet-v1",
                            "efficientnet_b7_lukemelas-c5b4e57e.pth",
                            600,
                            600,
                            BICUBIC,
                            IMAGENET),
                    new KnownWeights(
                            "vit_b_16",
                            "imagenet-v1",
                            "vit_b_16-c867db91.pth",
                            224,
                            256,
                            BILINEAR,
                            IMAGENET),
                    new KnownWeights(
                            "vit_b_16",
                            "imagenet-swag-v1",
                            "vit_b_16_swag-9ac1b537.pth",
                            384,
                            384,
                            BICUBIC,
                            IMAGENET),
                    new KnownWeights(
                            "vit_b_16",
                            "imagenet-swag-linear-v1",
                            "vit_b_16_lc_swag-4e70ced5.pth",
                            224,
                            224,
                            BICUBIC,
                            IMAGENET));

    /** How new pixels come from old ones. */
    public enum Interpolation {
        BILINEAR,
        BICUBIC
    }

    /**
     * What a spec's location means.
     *
     * @return empty where it is a path or an address
     * @throws IllegalArgumentException where it is a name, but none of that architecture's
     */
    public static Optional<KnownWeights> of(String architecture, String location) {
        // Paths are absolute, and every address has a scheme.
        if (location.contains("/") || location.contains(":")) {
            return Optional.empty();
        }
        List<KnownWeights> own =
                ALL.stream().filter(weights -> weights.architecture.equals(architecture)).toList();
        return Optional.of(
                own.stream()
                        .filter(weights -> weights.name.equals(location))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "model.weights '%s' is neither an absolute path, nor an https address, nor the name of weights of %s; known: %s"
                                                .formatted(
                                                        location,
                                                        architecture,
                                                        own.stream()
                                                                .map(KnownWeights::name)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ", "[",
                                                                                "]"))))));
    }

    /** Where they are fetched from. */
    public String address() {
        return FOLDER + file;
    }

    /** The names of ImageNet's thousand classes, in the order of the logits. */
    public static List<String> imageNetClasses() {
        try (InputStream names = KnownWeights.class.getResourceAsStream("imagenet-classes.txt")) {
            return new String(Objects.requireNonNull(names).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
