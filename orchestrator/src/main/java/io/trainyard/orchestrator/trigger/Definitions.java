package io.trainyard.orchestrator.trigger;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.trainyard.contract.api.Decision;
import io.trainyard.contract.spec.Problem;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.contract.spec.SpecReader;
import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.refusal.RefusedException;
import io.trainyard.orchestrator.start.Settings;
import io.trainyard.orchestrator.store.Sha256;
import io.trainyard.orchestrator.store.TriggerLedger;
import io.trainyard.orchestrator.store.Triggers;
import io.trainyard.orchestrator.store.Triggers.NewTrigger;
import io.trainyard.orchestrator.trigger.kind.DeliveredKind;
import io.trainyard.orchestrator.trigger.kind.WatchedKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Adds and removes triggers. */
@ApplicationScoped
public class Definitions {
    private static final Logger LOG = Logger.getLogger(Definitions.class);
    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_REASON = 4_000;

    private final DefinitionReader reader;
    private final Triggers triggers;
    private final TriggerLedger ledger;
    private final Watcher watcher;
    private final Settings settings;

    Definitions(
            DefinitionReader reader,
            Triggers triggers,
            TriggerLedger ledger,
            Watcher watcher,
            Settings settings) {
        this.reader = reader;
        this.triggers = triggers;
        this.ledger = ledger;
        this.watcher = watcher;
        this.settings = settings;
    }

    /**
     * An added trigger.
     *
     * @param secret where one was made, to be shown this once
     */
    public record Added(String name, @Nullable String secret) {
        /** Without the secret, which must not reach a log. */
        @Override
        public String toString() {
            return "trigger " + name;
        }
    }

    /**
     * Stores a trigger that is complete and valid.
     *
     * @param body YAML or JSON, UTF-8
     * @throws SpecException with every problem, which then are in the ledger, too
     * @throws RefusedException NAME_TAKEN, TOO_MANY_TRIGGERS
     */
    public Added add(byte[] body) {
        Definition definition;
        Instant now = triggers.now();
        try {
            definition = reader.read(body, now);
        } catch (SpecException invalid) {
            refuse(body, invalid);
            throw invalid;
        }
        String made =
                definition.kind() instanceof DeliveredKind delivered && definition.secret() == null
                        ? delivered.newSecret()
                        : null;
        QuarkusTransaction.requiringNew()
                .run(() -> insert(definition, made == null ? definition.secret() : made, now));
        watcher.wake();
        LOG.infof("trigger added name=%s kind=%s", definition.name(), definition.kind().name());
        return new Added(definition.name(), made);
    }

    private void insert(Definition definition, @Nullable String secret, Instant now) {
        if (triggers.count() >= settings.triggers().most()) {
            throw Refusal.TOO_MANY_TRIGGERS.because(
                    "There are %d triggers already, the most allowed: remove one, or raise TRAINYARD_TRIGGERS_MOST.",
                    settings.triggers().most());
        }
        boolean stored =
                triggers.insert(
                        new NewTrigger(
                                UUID.randomUUID(),
                                definition.name(),
                                definition.kind().name(),
                                definition.parameters().toString(),
                                secret,
                                definition.debounce(),
                                definition.cooldown(),
                                definition.spec().toString(),
                                firstLook(definition, now)));
        if (!stored) {
            throw Refusal.NAME_TAKEN.because(
                    "There is a trigger '%s' already: remove it first, or choose another name.",
                    definition.name());
        }
    }

    /** At its first tick, where that is known; at once where it must look to know anything. */
    private static @Nullable Instant firstLook(Definition definition, Instant now) {
        if (!(definition.kind() instanceof WatchedKind watched)) {
            return null;
        }
        List<Instant> ticks = watched.upcoming(definition.parameters(), now, 1);
        return ticks.isEmpty() ? now : ticks.getFirst();
    }

    /** One line a text, however often it is tried. */
    private void refuse(byte[] body, SpecException invalid) {
        String reason =
                invalid.problems().stream().map(Problem::message).collect(Collectors.joining("; "));
        ledger.refuseDefinition(
                nameIn(body), "definition:" + Sha256.hex(body), shortened(reason, LONGEST_REASON));
    }

    /** The name as given, where the text can be read that far. */
    private static String nameIn(byte[] body) {
        try {
            String name =
                    SpecReader.read(new String(body, StandardCharsets.UTF_8)).path("name").asText();
            return shortened(name, LONGEST_NAME);
        } catch (SpecException unreadable) {
            return "";
        }
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 3) + "...";
    }

    /**
     * Removes a trigger; its ledger stays.
     *
     * @throws RefusedException NOT_FOUND
     */
    public void remove(String name) {
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    UUID removed =
                            triggers.remove(name)
                                    .orElseThrow(() ->
                                            Refusal.NOT_FOUND.because(
                                                    "There is no trigger '%s'.", name));
                    ledger.decideWaiting(
                            removed,
                            Decision.SUPPRESSED,
                            "the trigger was removed before it was due");
                });
        LOG.infof("trigger removed name=%s", name);
    }
}
