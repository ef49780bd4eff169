package io.trainyard.orchestrator.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.contract.spec.ComponentSpec;
import io.trainyard.contract.spec.Problem;
import io.trainyard.contract.spec.SchemaCheck;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.contract.spec.SpecReader;
import io.trainyard.orchestrator.submit.KnownCatalogue;
import io.trainyard.orchestrator.trigger.kind.DeliveredKind;
import io.trainyard.orchestrator.trigger.kind.DurationText;
import io.trainyard.orchestrator.trigger.kind.TriggerKind;
import io.trainyard.orchestrator.trigger.kind.TriggerKinds;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From a user's text to a checked definition, every problem together. */
@ApplicationScoped
class DefinitionReader {
    private static final String NAME = "name";
    private static final String WHEN = "when";
    private static final String DEBOUNCE = "debounce";
    private static final String COOLDOWN = "cooldown";
    private static final String SPEC = "spec";
    private static final Duration LONGEST = Duration.ofDays(366);

    private static final Schema SCHEMA =
            Schema.object()
                    .require(
                            NAME,
                            "what the trigger is called",
                            Schema.text()
                                    .pattern(
                                            "[a-z0-9][a-z0-9-]{0,62}",
                                            "1 to 63 lower-case letters, digits and hyphens, the first no hyphen"))
                    .require(WHEN, "its kind and the kind's parameters", Schema.any())
                    .with(DEBOUNCE, "quiet time before a firing", DurationText.schema())
                    .with(
                            COOLDOWN,
                            "least time between two firings",
                            DurationText.schema().defaultsTo("0s"))
                    .require(SPEC, "the experiment to submit", Schema.any());

    private final TriggerKinds kinds;
    private final KnownCatalogue catalogue;

    DefinitionReader(TriggerKinds kinds, KnownCatalogue catalogue) {
        this.kinds = kinds;
        this.catalogue = catalogue;
    }

    /**
     * Reads and checks a definition.
     *
     * @param body YAML or JSON, UTF-8
     * @throws SpecException with every problem, none of which repeats a secret
     */
    Definition read(byte[] body, Instant now) {
        List<Problem> problems = new ArrayList<>();
        try {
            ObjectNode tree = SpecReader.read(new String(body, StandardCharsets.UTF_8));
            Optional<Definition> definition = check(tree, now, problems);
            if (problems.isEmpty()) {
                return definition.orElseThrow();
            }
        } catch (SpecException unreadable) {
            problems.addAll(unreadable.problems());
        }
        throw new SpecException(problems.stream().map(Secrets::hidden).toList());
    }

    private Optional<Definition> check(ObjectNode tree, Instant now, List<Problem> problems) {
        ObjectNode complete = SchemaCheck.complete(tree, SCHEMA, "", problems);
        Optional<When> when =
                complete.has(WHEN)
                        ? when(complete.get(WHEN), now, problems)
                        : Optional.<When>empty();
        if (complete.has(SPEC)) {
            checkTemplate(complete.get(SPEC), complete.path(NAME).asText(), problems);
        }
        if (!problems.isEmpty() || when.isEmpty()) {
            return Optional.empty();
        }
        Duration debounce =
                complete.has(DEBOUNCE)
                        ? duration(complete, DEBOUNCE, problems)
                        : when.get().kind().usualDebounce();
        return Optional.of(
                new Definition(
                        complete.get(NAME).asText(),
                        when.get().kind(),
                        when.get().parameters(),
                        when.get().secret(),
                        debounce,
                        duration(complete, COOLDOWN, problems),
                        (ObjectNode) complete.get(SPEC)));
    }

    private record When(TriggerKind kind, ObjectNode parameters, @Nullable String secret) {}

    private Optional<When> when(JsonNode value, Instant now, List<Problem> problems) {
        ComponentSpec named = ComponentSpec.of(value);
        String known = String.join(", ", kinds.nearest(named.kind()));
        if (named.kind().isEmpty() || !(value.isObject() || value.isTextual())) {
            problems.add(new Problem("when.kind", null, "when.kind is missing; known: " + known));
            return Optional.empty();
        }
        Optional<TriggerKind> kind = kinds.find(named.kind());
        if (kind.isEmpty()) {
            problems.add(
                    new Problem(
                            "when.kind",
                            TextNode.valueOf(named.kind()),
                            "when.kind '%s' is unknown; known: %s".formatted(named.kind(), known)));
            return Optional.empty();
        }
        return Optional.of(parameters(kind.get(), named.parameters(), now, problems));
    }

    private static When parameters(
            TriggerKind kind, ObjectNode given, Instant now, List<Problem> problems) {
        List<Problem> found = new ArrayList<>();
        // Taken out first, so that no message can repeat it.
        String secret = null;
        for (String name : kind.secrets()) {
            JsonNode value = given.remove(name);
            if (value != null && !value.isNull() && kind instanceof DeliveredKind delivered) {
                secret = value.asText();
                delivered
                        .objectionTo(secret)
                        .ifPresent(objection ->
                                found.add(new Problem(name, null, name + " " + objection)));
            }
        }
        ObjectNode complete = SchemaCheck.complete(given, kind.parameters(), "", found);
        if (found.isEmpty()) {
            found.addAll(kind.check(complete, now));
        }
        found.forEach(problem -> problems.add(problem.under(WHEN)));
        return new When(kind, complete, secret);
    }

    private void checkTemplate(JsonNode spec, String trigger, List<Problem> problems) {
        if (!(spec instanceof ObjectNode template)) {
            problems.add(
                    new Problem(
                            SPEC,
                            spec,
                            "spec must be an object with the keys of an experiment, such as 'kind: train'"));
            return;
        }
        try {
            var _ = catalogue.validator().validate(Template.tagged(template, trigger));
        } catch (SpecException invalid) {
            invalid.problems().forEach(problem -> problems.add(problem.under(SPEC)));
        }
    }

    private static Duration duration(ObjectNode tree, String name, List<Problem> problems) {
        String text = tree.get(name).asText();
        Duration duration = DurationText.parse(text);
        if (duration.compareTo(LONGEST) > 0) {
            problems.add(
                    new Problem(
                            name,
                            tree.get(name),
                            "%s '%s' must be at most 366d".formatted(name, text)));
        }
        return duration;
    }
}
