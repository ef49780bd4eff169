package io.trainyard.orchestrator.view;

import io.trainyard.contract.api.PoolView;
import io.trainyard.contract.api.PoolView.ProjectView;
import io.trainyard.orchestrator.start.Settings;
import io.trainyard.orchestrator.store.PoolCounts;
import io.trainyard.orchestrator.store.PoolCounts.Count;
import io.trainyard.orchestrator.store.Publications;
import io.trainyard.orchestrator.store.Publications.PoolLoad;
import io.trainyard.orchestrator.store.Rules;
import io.trainyard.orchestrator.store.Rules.PoolRule;
import io.trainyard.orchestrator.store.Rules.ProjectRule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Pools: those with workers, with runs, or with rules. */
@ApplicationScoped
public class PoolViews {
    private final Publications publications;
    private final Rules rules;
    private final PoolCounts counts;
    private final Settings settings;

    PoolViews(Publications publications, Rules rules, PoolCounts counts, Settings settings) {
        this.publications = publications;
        this.rules = rules;
        this.counts = counts;
        this.settings = settings;
    }

    /** All pools, by name. */
    @Transactional
    public List<PoolView> all() {
        Map<String, PoolLoad> loads =
                publications.livePools(settings.heartbeat().multipliedBy(3)).stream()
                        .collect(Collectors.toMap(PoolLoad::pool, Function.identity()));
        Map<String, PoolRule> ruled =
                rules.pools().stream()
                        .collect(Collectors.toMap(PoolRule::pool, Function.identity()));
        List<ProjectRule> projectRules = rules.projects();
        List<Count> counted = counts.all();
        Set<String> names = new TreeSet<>(loads.keySet());
        names.addAll(ruled.keySet());
        projectRules.forEach(rule -> names.add(rule.pool()));
        counted.forEach(count -> names.add(count.pool()));
        return names.stream()
                .map(name ->
                        view(
                                loads.getOrDefault(name, new PoolLoad(name, 0, 0, 0)),
                                ruled.getOrDefault(name, PoolRule.usual(name)),
                                projects(name, projectRules, counted)))
                .toList();
    }

    /** One pool, which need not be known for anything yet. */
    @Transactional
    public PoolView pool(String name) {
        return all().stream()
                .filter(pool -> pool.pool().equals(name))
                .findFirst()
                .orElseGet(
                        () -> view(new PoolLoad(name, 0, 0, 0), PoolRule.usual(name), List.of()));
    }

    private static PoolView view(PoolLoad load, PoolRule rule, List<ProjectView> projects) {
        return new PoolView(
                load.pool(),
                load.slots(),
                load.freeSlots(),
                projects.stream().mapToInt(ProjectView::running).sum(),
                projects.stream().mapToInt(ProjectView::waiting).sum(),
                rule.maxRunning(),
                rule.maxWaiting(),
                rule.preemption(),
                rule.minimumRun(),
                projects);
    }

    private static List<ProjectView> projects(
            String pool, List<ProjectRule> rules, List<Count> counts) {
        Map<String, ProjectRule> ruled =
                rules.stream()
                        .filter(rule -> rule.pool().equals(pool))
                        .collect(Collectors.toMap(ProjectRule::project, Function.identity()));
        Map<String, Count> counted =
                counts.stream()
                        .filter(count -> count.pool().equals(pool))
                        .collect(Collectors.toMap(Count::project, Function.identity()));
        Set<String> names = new TreeSet<>(ruled.keySet());
        names.addAll(counted.keySet());
        return names.stream()
                .map(name -> {
                    Count count = counted.getOrDefault(name, new Count(pool, name, 0, 0));
                    ProjectRule rule = ruled.getOrDefault(name, ProjectRule.usual(pool, name));
                    return new ProjectView(
                            name,
                            count.running(),
                            count.waiting(),
                            rule.weight(),
                            rule.maxRunning(),
                            rule.maxWaiting());
                })
                .toList();
    }
}
