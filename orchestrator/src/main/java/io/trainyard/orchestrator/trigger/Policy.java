package io.trainyard.orchestrator.trigger;

import io.trainyard.contract.api.Decision;
import io.trainyard.orchestrator.trigger.kind.DurationText;
import io.trainyard.orchestrator.trigger.kind.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of what a trigger sees, decided from nothing but its arguments: the running server
 * and a dry run over its ledger say the same.
 *
 * @param debounce quiet time before a firing; something newer takes the place of what waits
 * @param cooldown least time between two firings
 * @param lasting whether a change stays true, see {@link
 *     io.trainyard.orchestrator.trigger.kind.TriggerKind#isLasting}
 */
record Policy(Duration debounce, Duration cooldown, boolean lasting) {
    /** An occurrence that waits. */
    record Waiting(String occurrence, Instant seenAt, Instant dueAt) {}

    /** What a trigger has behind it. */
    record State(@Nullable Waiting waiting, @Nullable Instant lastFired) {
        static final State NEW = new State(null, null);

        State waitingFor(@Nullable Waiting other) {
            return new State(other, lastFired);
        }

        State firedAt(Instant moment) {
            return new State(null, moment);
        }
    }

    /**
     * A decision.
     *
     * @param dueAt when it fires, where it waits
     * @param displaced what that makes of the occurrence that waited, where it changes anything
     */
    record Verdict(
            Decision decision, String reason, @Nullable Instant dueAt, @Nullable String displaced) {
        private static Verdict of(Decision decision, String reason) {
            return new Verdict(decision, reason, null, null);
        }
    }

    /** What the present state is once what was due before a moment counts as fired. */
    State at(Instant moment, State state) {
        Waiting waiting = state.waiting();
        // A lasting change fires only when a look has confirmed it.
        return lasting || waiting == null || waiting.dueAt().isAfter(moment)
                ? state
                : state.firedAt(waiting.dueAt());
    }

    /** Decides about something just seen. */
    Verdict seen(State before, Occurrence occurrence) {
        State state = at(occurrence.at(), before);
        return switch (occurrence.nature()) {
            case BASELINE ->
                    Verdict.of(
                            Decision.SUPPRESSED,
                            "baseline: %s, to which later looks are compared"
                                    .formatted(occurrence.detail()));
            case RETURNED ->
                    new Verdict(
                            Decision.SUPPRESSED,
                            "%s, which is again what was acted upon last"
                                    .formatted(occurrence.detail()),
                            null,
                            displaced(state, occurrence));
            case MISSED -> Verdict.of(Decision.COALESCED, occurrence.detail());
            case TROUBLE -> Verdict.of(Decision.REFUSED, occurrence.detail());
            case CHANGE -> change(state, occurrence);
        };
    }

    private Verdict change(State state, Occurrence occurrence) {
        Instant at = occurrence.at();
        Instant last = state.lastFired();
        Instant rested = last == null ? at : last.plus(cooldown);
        boolean early = rested.isAfter(at);
        if (early && !lasting) {
            return Verdict.of(
                    Decision.SUPPRESSED,
                    "%s came %s after the last firing at %s; the cooldown is %s"
                            .formatted(
                                    occurrence.detail(),
                                    words(Duration.between(last, at)),
                                    time(last),
                                    words(cooldown)));
        }
        Instant quiet = at.plus(debounce);
        Instant due = rested.isAfter(quiet) ? rested : quiet;
        String wait =
                due.equals(quiet)
                        ? "the debounce of " + words(debounce)
                        : "the end of the cooldown of " + words(cooldown);
        return new Verdict(
                Decision.WAITING,
                "%s; it waits until %s for %s".formatted(occurrence.detail(), time(due), wait),
                due,
                displaced(state, occurrence));
    }

    private static @Nullable String displaced(State state, Occurrence by) {
        Waiting waiting = state.waiting();
        return waiting == null
                ? null
                : "something newer, %s, came %s later, before it was due at %s"
                        .formatted(
                                by.id(),
                                words(Duration.between(waiting.seenAt(), by.at())),
                                time(waiting.dueAt()));
    }

    /**
     * Why something that waited fires.
     *
     * @param moment when that happens
     */
    String fires(String detail, Instant seenAt, Instant dueAt, Instant moment) {
        Instant quiet = seenAt.plus(debounce);
        String waited =
                dueAt.isAfter(quiet)
                        ? "the cooldown of %s is over".formatted(words(cooldown))
                        : debounce.isZero()
                                ? "there is no debounce"
                                : "nothing newer came within the debounce of " + words(debounce);
        Duration late = Duration.between(dueAt, moment);
        String delay =
                late.compareTo(Occurrence.PUNCTUAL) > 0
                        ? "; %s late, because nobody looked sooner".formatted(words(late))
                        : "";
        return "%s; %s%s".formatted(detail, waited, delay);
    }

    private static String words(Duration duration) {
        return DurationText.words(duration);
    }

    private static Instant time(@Nullable Instant moment) {
        return java.util.Objects.requireNonNull(moment).truncatedTo(ChronoUnit.SECONDS);
    }
}
