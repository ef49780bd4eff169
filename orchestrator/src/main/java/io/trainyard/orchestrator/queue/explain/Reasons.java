package io.trainyard.orchestrator.queue.explain;

import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.Waiting;
import io.trainyard.contract.api.Waiting.Estimate;
import io.trainyard.contract.api.Waiting.Reason;
import io.trainyard.orchestrator.queue.decide.Selection;
import io.trainyard.orchestrator.queue.decide.Selection.Share;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds what a run waits for: the first thing that would have to change. */
final class Reasons {
    private Reasons() {}

    /**
     * A run that may wait.
     *
     * @param number the order of submission
     * @param notBefore the earliest start that its spec asks for
     * @param pauseEnds the end of its pause after an attempt
     * @param follows runs that have not ended, which it follows
     */
    record Subject(
            UUID id,
            RunState state,
            String pool,
            String project,
            int priority,
            long number,
            @Nullable Instant notBefore,
            @Nullable Instant pauseEnds,
            List<UUID> follows) {}

    /** What it waits for; empty for a run that a worker has or that has ended. */
    static Optional<Waiting> of(Subject run, Line line, Instant now) {
        return switch (run.state()) {
            case PAUSED ->
                    unknown(
                            Reason.PAUSED,
                            "It is paused until it is resumed.",
                            "nobody knows when it is resumed");
            case RETRY_WAIT -> at(Reason.RETRY_PAUSE, "It pauses after a failure", run.pauseEnds());
            case PENDING -> pending(run, line, now);
            case QUEUED -> Optional.of(published(run, line));
            case LEASED, SUCCEEDED, FAILED, CANCELLED -> Optional.empty();
        };
    }

    private static Optional<Waiting> pending(Subject run, Line line, Instant now) {
        if (!run.follows().isEmpty()) {
            return unknown(Reason.DEPENDENCY, follows(run.follows()), "that depends on their end");
        }
        if (isAhead(run.notBefore(), now)) {
            return at(Reason.NOT_BEFORE, "It is not to start", run.notBefore());
        }
        if (isAhead(run.pauseEnds(), now)) {
            return at(Reason.RETRY_PAUSE, "It was given back and pauses", run.pauseEnds());
        }
        if (line.slots() == 0) {
            return noWorker(run);
        }
        Share share = line.shares().getOrDefault(run.project(), Share.NONE);
        Integer place = line.place(run.id());
        if (place == null) {
            return beyondLine(run, line, share);
        }
        Integer most = line.rule().maxRunning();
        if (most != null && line.held() >= most) {
            return Optional.of(
                    placed(
                            Reason.QUOTA,
                            "Pool '%s' runs %d of the %d that it may.%s"
                                    .formatted(run.pool(), line.held(), most, number(place)),
                            place,
                            run,
                            line));
        }
        return Optional.of(inLine(run, line, place));
    }

    private static Waiting inLine(Subject run, Line line, int place) {
        List<Selection.Waiting> before = line.before(place);
        long moreUrgent =
                before.stream().filter(other -> other.priority() > run.priority()).count();
        if (moreUrgent > 0) {
            return placed(
                    Reason.PRIORITY,
                    "%s of higher priority %s first.%s"
                            .formatted(
                                    count(moreUrgent, "run"),
                                    moreUrgent == 1 ? "comes" : "come",
                                    number(place)),
                    place,
                    run,
                    line);
        }
        long later =
                before.stream()
                        .filter(other -> !other.project().equals(run.project()))
                        .filter(other -> other.number() > run.number())
                        .count();
        if (later > 0) {
            return placed(
                    Reason.FAIR_SHARE,
                    "Project '%s' has had its part of pool '%s': %s of other projects %s first.%s"
                            .formatted(
                                    run.project(),
                                    run.pool(),
                                    count(later, "later run"),
                                    later == 1 ? "comes" : "come",
                                    number(place)),
                    place,
                    run,
                    line);
        }
        return placed(
                Reason.NO_FREE_SLOT,
                line.free() > 0
                        ? "It is about to be published."
                        : "%s of pool '%s' %s taken.%s"
                                .formatted(
                                        line.slots() == 1
                                                ? "The only slot"
                                                : "All %d slots".formatted(line.slots()),
                                        run.pool(),
                                        line.slots() == 1 ? "is" : "are",
                                        number(place)),
                place,
                run,
                line);
    }

    private static Optional<Waiting> beyondLine(Subject run, Line line, Share share) {
        if (line.runs().size() >= Line.LONGEST) {
            return unknown(
                    Reason.NO_FREE_SLOT,
                    "%,d runs or more come first.".formatted(Line.LONGEST),
                    "it is too far back in line");
        }
        if (share.mostHeld() < Integer.MAX_VALUE) {
            return unknown(
                    Reason.QUOTA,
                    "Project '%s' runs %d of the %d that it may in pool '%s', and what is left goes to others of its runs."
                            .formatted(run.project(), share.held(), share.mostHeld(), run.pool()),
                    "that depends on the project's own runs");
        }
        return unknown(
                Reason.NO_FREE_SLOT,
                "It is about to join the line of pool '%s'.".formatted(run.pool()),
                "its place is not known yet");
    }

    private static Waiting published(Subject run, Line line) {
        if (line.slots() == 0) {
            return noWorker(run).orElseThrow();
        }
        int place = Objects.requireNonNullElse(line.place(run.id()), 1);
        return line.free() > 0
                ? placed(Reason.PUBLISHED, "A worker is about to take it.", place, run, line)
                : placed(
                        Reason.NO_FREE_SLOT,
                        "It is published and gets a slot as soon as one is free.%s"
                                .formatted(number(place)),
                        place,
                        run,
                        line);
    }

    private static Optional<Waiting> noWorker(Subject run) {
        return unknown(
                Reason.NO_WORKER,
                "No live worker is in pool '%s': start one there, or clone the run into another pool."
                        .formatted(run.pool()),
                "no worker is there");
    }

    private static String follows(List<UUID> upstreams) {
        return upstreams.size() == 1
                ? "It follows run %s, which has not ended.".formatted(upstreams.getFirst())
                : "It follows %d runs that have not ended; the first is %s."
                        .formatted(upstreams.size(), upstreams.getFirst());
    }

    private static boolean isAhead(@Nullable Instant time, Instant now) {
        return time != null && time.isAfter(now);
    }

    private static Waiting placed(
            Reason reason, String explanation, int place, Subject run, Line line) {
        Estimate estimate = line.estimates().get(run.id());
        return new Waiting(
                reason,
                explanation,
                place,
                estimate,
                estimate == null
                        ? "no run of pool '%s' has succeeded yet, from which one could tell"
                                .formatted(run.pool())
                        : null);
    }

    private static Optional<Waiting> unknown(Reason reason, String explanation, String why) {
        return Optional.of(new Waiting(reason, explanation, null, null, why));
    }

    /** A wait whose end is known; whether a slot is free then is not. */
    private static Optional<Waiting> at(Reason reason, String what, @Nullable Instant until) {
        Instant end =
                Objects.requireNonNull(until, "the row says when").truncatedTo(ChronoUnit.SECONDS);
        String when = reason == Reason.NOT_BEFORE ? "before" : "until";
        return Optional.of(
                new Waiting(
                        reason,
                        "%s %s %s.".formatted(what, when, end),
                        null,
                        new Estimate(end, null, "the end of that wait"),
                        null));
    }

    private static String number(int place) {
        return " It is number %d in line.".formatted(place);
    }

    private static String count(long count, String what) {
        return count == 1 ? "One " + what : "%d %ss".formatted(count, what);
    }
}
