package io.trainyard.orchestrator.submit;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.contract.spec.SpecReader;
import io.trainyard.contract.spec.SpecValidator;
import io.trainyard.contract.spec.SpecValidator.Validated;
import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.refusal.RefusedException;
import io.trainyard.orchestrator.store.Dependencies;
import io.trainyard.orchestrator.store.Dependencies.Upstream;
import io.trainyard.orchestrator.store.Ledger;
import io.trainyard.orchestrator.store.Ledger.Entry;
import io.trainyard.orchestrator.store.Sha256;
import io.trainyard.orchestrator.store.Signal;
import io.trainyard.orchestrator.store.Submissions;
import io.trainyard.orchestrator.store.Submissions.Earlier;
import io.trainyard.orchestrator.store.Submissions.NewRun;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Accepts runs. */
@ApplicationScoped
public class Submission {
    private static final Logger LOG = Logger.getLogger(Submission.class);
    private static final int LONGEST_KEY = 200;

    private final KnownCatalogue catalogue;
    private final Admission admission;
    private final KnownRuns runs;
    private final Submissions submissions;
    private final Dependencies dependencies;
    private final Ledger ledger;
    private final Event<Signal.QueueMoved> moved;

    Submission(
            KnownCatalogue catalogue,
            Admission admission,
            KnownRuns runs,
            Submissions submissions,
            Dependencies dependencies,
            Ledger ledger,
            Event<Signal.QueueMoved> moved) {
        this.catalogue = catalogue;
        this.admission = admission;
        this.runs = runs;
        this.submissions = submissions;
        this.dependencies = dependencies;
        this.ledger = ledger;
        this.moved = moved;
    }

    /**
     * The run that a request stands for.
     *
     * @param fresh whether this request made it, not an earlier one with the same key
     */
    public record Accepted(UUID run, boolean fresh) {}

    /**
     * Stores a run that is complete and valid.
     *
     * @param body YAML or JSON, UTF-8
     * @param idempotencyKey makes the request safe to repeat, or null
     * @throws SpecException with every problem of the spec
     * @throws RefusedException IDEMPOTENCY_CONFLICT where the key came with another body,
     *     QUOTA_EXCEEDED where no more runs may wait
     */
    @Transactional
    public Accepted submit(byte[] body, @Nullable String idempotencyKey) {
        return submit(body, idempotencyKey, null, null);
    }

    /**
     * As {@link #submit(byte[], String)}.
     *
     * @param origin the run that this one is made from, or null
     * @param contentSha256 of what determines its result, or null where that is not known
     */
    @Transactional
    Accepted submit(
            byte[] body,
            @Nullable String idempotencyKey,
            @Nullable UUID origin,
            @Nullable String contentSha256) {
        if (idempotencyKey != null && idempotencyKey.length() > LONGEST_KEY) {
            throw Refusal.PARAMETER_INVALID.because(
                    "Idempotency-Key has %d characters; at most %d are allowed.",
                    idempotencyKey.length(), LONGEST_KEY);
        }
        String bodySha256 = Sha256.hex(body);
        if (idempotencyKey != null) {
            var earlier = submissions.withKey(idempotencyKey);
            if (earlier.isPresent()) {
                return repeated(earlier.get(), bodySha256, idempotencyKey);
            }
        }
        Validated validated = validated(body);
        NewRun run = newRun(validated, idempotencyKey, bodySha256, origin, contentSha256);
        List<Upstream> upstreams = admission.check(validated.spec().resources());
        if (!submissions.insert(run)) {
            // Another request with this key came first, in the moment since we looked.
            return repeated(
                    submissions.withKey(String.valueOf(idempotencyKey)).orElseThrow(),
                    bodySha256,
                    String.valueOf(idempotencyKey));
        }
        dependencies.add(run.id(), upstreams);
        ledger.append(List.of(Entry.stateChanged(run.id(), 0, RunState.PENDING)));
        moved.fire(new Signal.QueueMoved());
        LOG.infof("run accepted runId=%s pool=%s", run.id(), run.pool());
        return new Accepted(run.id(), true);
    }

    /**
     * The complete tree of a spec, as a submission would store it.
     *
     * @param body YAML or JSON, UTF-8
     * @throws SpecException with every problem of the spec
     */
    @Transactional
    public JsonNode complete(byte[] body) {
        return validated(body).tree();
    }

    private Validated validated(byte[] body) {
        Validated validated =
                catalogue
                        .validator()
                        .validate(SpecReader.read(new String(body, StandardCharsets.UTF_8)));
        return runs.name(validated.tree())
                ? new Validated(validated.tree(), SpecValidator.bind(validated.tree()))
                : validated;
    }

    private static Accepted repeated(Earlier earlier, String bodySha256, String key) {
        if (!earlier.bodySha256().equals(bodySha256)) {
            throw Refusal.IDEMPOTENCY_CONFLICT.because(
                    "Idempotency-Key '%s' was used for run %s with another body.",
                    key, earlier.id());
        }
        return new Accepted(earlier.id(), false);
    }

    private static NewRun newRun(
            Validated validated,
            @Nullable String idempotencyKey,
            String bodySha256,
            @Nullable UUID origin,
            @Nullable String contentSha256) {
        ExperimentSpec spec = validated.spec();
        return new NewRun(
                UUID.randomUUID(),
                spec.name(),
                spec.kind().name().toLowerCase(Locale.ROOT),
                spec.network(),
                spec.resources().pool(),
                spec.resources().project(),
                spec.resources().priority(),
                spec.resources().retries(),
                spec.tags(),
                spec.resources().notBefore(),
                origin,
                contentSha256,
                validated.tree().toString(),
                idempotencyKey,
                bodySha256);
    }
}
