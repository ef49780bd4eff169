package io.trainyard.client;

import com.fasterxml.jackson.core.type.TypeReference;
import io.trainyard.contract.api.DecisionPage;
import io.trainyard.contract.api.DryRunView;
import io.trainyard.contract.api.ProblemDetail;
import io.trainyard.contract.api.TriggerView;
import java.util.List;
import java.util.regex.Pattern;

/** A user's calls about triggers; they throw as those of {@link TrainyardClient} do. */
public final class TriggerCalls {
    private static final TypeReference<TriggerView> TRIGGER = new TypeReference<>() {};
    private static final TypeReference<List<TriggerView>> TRIGGERS = new TypeReference<>() {};
    private static final TypeReference<DecisionPage> DECISIONS = new TypeReference<>() {};
    private static final TypeReference<DryRunView> DRY_RUN = new TypeReference<>() {};
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final HttpCalls calls;

    TriggerCalls(HttpCalls calls) {
        this.calls = calls;
    }

    /**
     * Adds a trigger.
     *
     * @param definition YAML or JSON text
     * @return with its secret, where the server made one; it is never told again
     */
    public TriggerView add(String definition) {
        return calls.postText("/api/triggers", definition, TRIGGER);
    }

    /** All triggers, by name. */
    public List<TriggerView> all() {
        return calls.read("/api/triggers", TRIGGERS);
    }

    public TriggerView trigger(String name) {
        return calls.read(path(name), TRIGGER);
    }

    /** Removes a trigger; its ledger stays. */
    public void remove(String name) {
        calls.delete(path(name));
    }

    /** A trigger's newest decisions. */
    public DecisionPage decisions(String name, int limit) {
        var _ = path(name);
        return calls.read("/api/decisions?trigger=%s&limit=%d".formatted(name, limit), DECISIONS);
    }

    /** A trigger's recorded history, decided again. */
    public DryRunView dryRun(String name) {
        return calls.read(path(name) + "/dry-run", DRY_RUN);
    }

    /** What a trigger of that definition would see now; nothing is stored. */
    public DryRunView dryRunOf(String definition) {
        return calls.postText("/api/triggers/dry-run", definition, DRY_RUN);
    }

    /** The address to which deliveries are posted. */
    public String deliveries(String name) {
        return calls.server().toString().replaceAll("/+$", "") + path(name) + "/deliveries";
    }

    private static String path(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ServerProblemException(
                    ProblemDetail.of(
                            "not-found",
                            "Not found",
                            404,
                            "there is no trigger '%s'".formatted(name)));
        }
        return "/api/triggers/" + name;
    }
}
