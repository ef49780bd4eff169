package io.trainyard.orchestrator.submit;

import com.fasterxml.jackson.databind.node.TextNode;
import io.trainyard.contract.spec.ExperimentSpec.Follows;
import io.trainyard.contract.spec.ExperimentSpec.Resources;
import io.trainyard.contract.spec.Problem;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.refusal.RefusedException;
import io.trainyard.orchestrator.store.Dependencies;
import io.trainyard.orchestrator.store.Dependencies.Ending;
import io.trainyard.orchestrator.store.Dependencies.Upstream;
import io.trainyard.orchestrator.store.Rules;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether the queue takes a valid spec: it follows runs that there are, and no quota is passed. */
@ApplicationScoped
class Admission {
    private final Rules rules;
    private final Dependencies dependencies;

    Admission(Rules rules, Dependencies dependencies) {
        this.rules = rules;
        this.dependencies = dependencies;
    }

    /**
     * Checks; the quotas it looked at are this transaction's until it ends.
     *
     * @return the runs to follow
     * @throws SpecException where one of them is unknown
     * @throws RefusedException QUOTA_EXCEEDED
     */
    List<Upstream> check(Resources resources) {
        List<Upstream> upstreams = upstreams(resources.after());
        String pool = resources.pool();
        String project = resources.project();
        refuseBeyond(
                rules.lockMaxWaiting(pool),
                pool,
                null,
                "Pool '%s'".formatted(pool),
                "trainyard pool set %s --max-waiting N".formatted(pool));
        refuseBeyond(
                rules.lockMaxWaiting(pool, project),
                pool,
                project,
                "Project '%s' in pool '%s'".formatted(project, pool),
                "trainyard project set %s --pool %s --max-waiting N".formatted(project, pool));
        return upstreams;
    }

    private void refuseBeyond(
            Optional<Integer> most, String pool, @Nullable String project, String who, String how) {
        if (most.isEmpty()) {
            return;
        }
        int waiting = rules.waiting(pool, project);
        if (waiting >= most.get()) {
            throw Refusal.QUOTA_EXCEEDED.because(
                    "%s has %d waiting runs; at most %d are allowed: submit again when some have started, cancel some, or let more wait with '%s'.",
                    who, waiting, most.get(), how);
        }
    }

    private List<Upstream> upstreams(List<Follows> after) {
        if (after.isEmpty()) {
            return List.of();
        }
        Set<UUID> existing =
                new HashSet<>(dependencies.existing(after.stream().map(Follows::run).toList()));
        List<Problem> problems = new ArrayList<>();
        List<Upstream> upstreams = new ArrayList<>();
        for (int index = 0; index < after.size(); index++) {
            Follows follows = after.get(index);
            String path = "resources.after[%d].run".formatted(index);
            if (!existing.contains(follows.run())) {
                problems.add(
                        new Problem(
                                path,
                                TextNode.valueOf(follows.run().toString()),
                                "%s '%s' is no run here; name one that was submitted before"
                                        .formatted(path, follows.run())));
            }
            upstreams.add(
                    new Upstream(
                            follows.run(),
                            switch (follows.when()) {
                                case SUCCESS -> Ending.SUCCESS;
                                case END -> Ending.END;
                            }));
        }
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return upstreams;
    }
}
