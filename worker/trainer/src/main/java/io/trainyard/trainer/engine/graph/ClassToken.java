package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * One learned token, the same for every sample: {@code (1, features)}. It owns its module's name
 * itself, without a suffix.
 *
 * @param features of a token
 */
public record ClassToken(int features) implements Layer {
    @Override
    public String kind() {
        return "class_token";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return TensorShape.of(1, features);
    }

    @Override
    public List<TensorSpec> tensors(List<TensorShape> inputs) {
        return List.of(
                TensorSpec.parameter(
                        TensorSpec.MODULE, TensorShape.of(1, 1, features), Initialisation.zeros()));
    }

    @Override
    public ReceptiveField receptiveField(List<ReceptiveField> inputs) {
        return ReceptiveField.NONE;
    }

    @Override
    public boolean sharesInput() {
        return true;
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return "torch.expand(%s, [torch.size(%s, 0), -1, -1])"
                .formatted(scope.tensor(TensorSpec.MODULE), inputs.getFirst());
    }
}
