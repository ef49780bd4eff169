package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * torch.nn.LocalResponseNorm (Krizhevsky et al. 2012, section 3.3): each element over a power of
 * the squares of its neighbours in other channels.
 *
 * @param size channels that count, the own one in their middle
 * @param alpha factor of the mean square
 * @param beta the power
 * @param k added before it
 */
public record LocalResponseNorm(int size, double alpha, double beta, double k) implements Layer {
    @Override
    public String kind() {
        return "local_response_norm";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return inputs.getFirst();
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        String squares =
                "torch.constant_pad_nd(torch.unsqueeze(torch.mul(%1$s, %1$s), 1), [0, 0, 0, 0, %2$d, %3$d], 0)"
                        .formatted(inputs.getFirst(), size / 2, (size - 1) / 2); // (B, 1, C', H, W)
        String mean =
                "torch.squeeze(torch.avg_pool3d(%s, [%d, 1, 1], [1, 1, 1], [0, 0, 0]), 1)"
                        .formatted(squares, size); // (B, C, H, W)
        return "torch.mul(%s, torch.pow(torch.add(torch.mul(%s, %s), %s), -%s))"
                .formatted(inputs.getFirst(), mean, alpha, k, beta);
    }
}
