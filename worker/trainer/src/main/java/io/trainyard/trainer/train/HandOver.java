package io.trainyard.trainer.train;

import io.trainyard.trainer.engine.TensorBytes;
import io.trainyard.trainer.engine.TrainableNetwork;
import java.lang.foreign.Arena;
import java.util.List;

/**
 * What the network of one phase leaves to that of the next: copies, so that only one network is
 * open at a time.
 *
 * @param weights that are evaluated
 * @param state averages and the optimizer's
 */
record HandOver(List<TensorBytes> weights, List<TensorBytes> state) {
    HandOver {
        weights = List.copyOf(weights);
        state = List.copyOf(state);
    }

    /** Copies all that a network has. */
    static HandOver of(TrainableNetwork network) {
        Arena outsideTheHeap = Arena.ofAuto();
        return new HandOver(
                copies(network.weights(), outsideTheHeap),
                copies(network.trainingState(), outsideTheHeap));
    }

    /**
     * Gives it to another network. The state of parameters that go on being trained stays; that of
     * others is dropped, and those that are new to training begin without any.
     */
    void to(TrainableNetwork network) {
        network.takeOver(weights, state);
    }

    private static List<TensorBytes> copies(List<TensorBytes> tensors, Arena arena) {
        return tensors.stream().map(each -> each.copy(arena)).toList();
    }
}
