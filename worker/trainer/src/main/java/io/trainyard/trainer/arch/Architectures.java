package io.trainyard.trainer.arch;

import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.trainer.component.Registry;
import java.util.List;

/** Every architecture. */
public final class Architectures {
    public static final Registry<Architecture> REGISTRY =
            new Registry<>(
                    ComponentType.ARCHITECTURE,
                    List.of(
                            new LeNet5(),
                            new AlexNet(),
                            new TorchvisionAlexNet(),
                            new Vgg(11, false),
                            new Vgg(13, false),
                            new Vgg(16, false),
                            new Vgg(19, false),
                            new Vgg(11, true),
                            new Vgg(13, true),
                            new Vgg(16, true),
                            new Vgg(19, true),
                            new ResNet(18),
                            new ResNet(34),
                            new ResNet(50),
                            new ResNet(101),
                            new ResNet(152),
                            new CifarResNet(20),
                            new CifarResNet(32),
                            new CifarResNet(44),
                            new CifarResNet(56),
                            new CifarResNet(110),
                            new GoogLeNet(),
                            new InceptionV3(),
                            new InceptionV4(),
                            new MobileNetV1(),
                            new MobileNetV2(),
                            new MobileNetV3(false),
                            new MobileNetV3(true),
                            new EfficientNet(0),
                            new EfficientNet(1),
                            new EfficientNet(2),
                            new EfficientNet(3),
                            new EfficientNet(4),
                            new EfficientNet(5),
                            new EfficientNet(6),
                            new EfficientNet(7),
                            VisionTransformer.tiny(),
                            VisionTransformer.small(),
                            VisionTransformer.base()));

    private Architectures() {}
}
