package io.trainyard.trainer.engine.graph;

import java.util.List;

/** A function of each element, by torch's name. */
public enum Activation implements Layer {
    /** max(0, x), in place where nothing else reads the input. */
    RELU("torch.relu(%s)", "torch.relu_(%s)"),
    /** min(max(0, x), 6), which is torch's hardtanh. */
    RELU6("torch.hardtanh(%s, 0., 6.)", "torch.hardtanh_(%s, 0., 6.)"),
    // The backward of those below needs the input, so that working in place would only copy it.
    /** x sigmoid(x): Ramachandran 2017's swish. */
    SILU("torch.silu(%s)"),
    /** x Phi(x), exactly. */
    GELU("torch.gelu(%s)"),
    /** x relu6(x + 3) / 6. */
    HARDSWISH("torch.hardswish(%s)"),
    /** relu6(x + 3) / 6. */
    HARDSIGMOID("torch.hardsigmoid(%s)"),
    /** 1 / (1 + exp(-x)). */
    SIGMOID("torch.sigmoid(%s)");

    private final String script;
    private final String inPlace;

    Activation(String script) {
        this(script, script);
    }

    Activation(String script, String inPlace) {
        this.script = script;
        this.inPlace = inPlace;
    }

    @Override
    public String kind() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return inputs.getFirst();
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return (scope.mayOverwriteInput() ? inPlace : script).formatted(inputs.getFirst());
    }
}
