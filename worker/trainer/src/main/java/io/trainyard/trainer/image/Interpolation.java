package io.trainyard.trainer.image;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How values between pixels are found, as torchvision's InterpolationMode. */
public enum Interpolation {
    @JsonProperty("nearest")
    NEAREST,
    @JsonProperty("bilinear")
    BILINEAR,
    @JsonProperty("bicubic")
    BICUBIC
}
