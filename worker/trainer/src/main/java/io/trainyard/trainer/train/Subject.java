package io.trainyard.trainer.train;

import io.trainyard.contract.message.EvaluationReport.Member;
import io.trainyard.trainer.data.Split;
import io.trainyard.trainer.engine.TrainableNetwork;
import io.trainyard.trainer.evaluation.View;
import java.util.Iterator;
import java.util.List;

/** What is measured at a run's end: one network, or several as one. */
interface Subject {
    /** A network and the plan it was made by. */
    record Planned(Plan plan, TrainableNetwork network) {}

    /** At least one; the first one's dataset says which splits and classes there are. */
    List<Planned> networks();

    /** A prediction for each image of a split, in order. One pass at a time. */
    Iterator<Prediction> predictions(Split split, List<View> views);

    /** What each member gave by itself in the last pass; empty for a single network. */
    List<Member> members();

    /** A network by itself. */
    record Alone(Planned planned, Evaluator evaluator) implements Subject {
        @Override
        public List<Planned> networks() {
            return List.of(planned);
        }

        @Override
        public Iterator<Prediction> predictions(Split split, List<View> views) {
            return evaluator.predictions(
                    planned.plan().dataset().split(split).orElseThrow(), views);
        }

        @Override
        public List<Member> members() {
            return List.of();
        }
    }
}
