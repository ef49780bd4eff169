package io.trainyard.orchestrator.trigger.kind;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.contract.data.PathRefusedException;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.spec.Problem;
import io.trainyard.orchestrator.data.FolderInventory;
import io.trainyard.orchestrator.store.Nature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder of class folders whose images change: their content, not their times.
 *
 * <p>Memory: {@code content}, the fingerprint seen last; {@code files}, how many images it had;
 * {@code stamp}, the cheap fingerprint that then held, absent where it cannot be trusted; {@code
 * lost}, whether the folder could not be read.
 */
final class ClassFolderTrigger implements WatchedKind {
    private static final String PATH = "path";
    private static final String EVERY = "every";
    private static final String CONTENT = "content";
    private static final String FILES = "files";
    private static final String STAMP = "stamp";
    private static final String LOST = "lost";
    private static final int LONGEST_PATH = 4096;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Copying a set of images makes pauses; a run on half of them helps nobody. */
    private static final Duration USUAL_DEBOUNCE = Duration.ofSeconds(10);

    private final Surroundings surroundings;

    ClassFolderTrigger(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public String name() {
        return "class_folder";
    }

    @Override
    public String summary() {
        return "when the images of a folder of class folders change";
    }

    @Override
    public Schema parameters() {
        return Schema.object()
                .require(
                        PATH,
                        "the folder, absolute, below one of the orchestrator's data roots",
                        Schema.text().size(1, LONGEST_PATH))
                .with(EVERY, "how often it is looked at", DurationText.schema().defaultsTo("30s"));
    }

    @Override
    public Duration usualDebounce() {
        return USUAL_DEBOUNCE;
    }

    @Override
    public boolean isLasting() {
        return true;
    }

    @Override
    public boolean isSlow() {
        return true;
    }

    @Override
    public List<Problem> check(ObjectNode parameters, Instant now) {
        List<Problem> problems = new java.util.ArrayList<>();
        Duration every = every(parameters);
        if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
            problems.add(
                    new Problem(
                            EVERY,
                            parameters.get(EVERY),
                            "every '%s' must be from 1s to 1d"
                                    .formatted(parameters.get(EVERY).asText())));
        }
        try {
            var _ = folder(parameters);
        } catch (PathRefusedException | UncheckedIOException refused) {
            problems.add(new Problem(PATH, parameters.get(PATH), "path: " + refused.getMessage()));
        } catch (IOException unreadable) {
            problems.add(
                    new Problem(PATH, parameters.get(PATH), "path " + unreadable.getMessage()));
        }
        return problems;
    }

    private static Duration every(ObjectNode parameters) {
        return DurationText.parse(parameters.get(EVERY).asText());
    }

    private Path folder(ObjectNode parameters) throws IOException {
        Path folder =
                surroundings
                        .limits()
                        .folders()
                        .resolve(parameters.get(PATH).asText(), FailureKind.DATA_MISSING);
        if (!Files.isDirectory(folder)) {
            throw new IOException("'%s' is no folder".formatted(folder));
        }
        return folder;
    }

    @Override
    public Sight look(Look look) {
        Instant next = look.now().plus(every(look.parameters()));
        try {
            Instant started = surroundings.clock().instant();
            FolderInventory before = inventory(look);
            ObjectNode memory = look.memory();
            if (!before.stamp().equals(memory.path(STAMP).asText(""))) {
                String content = before.content(look.progress()::made);
                if (!inventory(look).stamp().equals(before.stamp())) {
                    // Being written at this moment; what was read is of no one state.
                    return new Sight(List.of(), false, memory, next);
                }
                return compare(look, content, before, started, next);
            }
            return compare(look, memory.path(CONTENT).asText(), before, started, next);
        } catch (PathRefusedException | UncheckedIOException refused) {
            return lost(look, String.valueOf(refused.getMessage()), next);
        } catch (IOException unreadable) {
            return lost(look, reason(unreadable), next);
        }
    }

    private FolderInventory inventory(Look look) throws IOException {
        return FolderInventory.of(
                folder(look.parameters()), surroundings.limits(), look.progress()::made);
    }

    private static Sight compare(
            Look look, String content, FolderInventory folder, Instant started, Instant next) {
        ObjectNode memory = JsonNodeFactory.instance.objectNode();
        memory.put(CONTENT, content).put(FILES, folder.files().size());
        if (folder.wasQuietBefore(started)) {
            memory.put(STAMP, folder.stamp());
        }
        String known = look.memory().path(CONTENT).asText("");
        if (known.equals(content)) {
            return new Sight(List.of(), true, memory, next);
        }
        int change = folder.files().size() - look.memory().path(FILES).asInt();
        String detail =
                known.isEmpty()
                        ? "images in the folder: %d".formatted(folder.files().size())
                        : "the images changed: %d now, %+d"
                                .formatted(folder.files().size(), change);
        Nature nature = known.isEmpty() ? Nature.BASELINE : Nature.CHANGE;
        var seen = new Occurrence("sha256:" + content, nature, detail, look.now(), 1);
        return new Sight(List.of(seen), false, memory, next);
    }

    /** One line a loss, however many looks it lasts. */
    private static Sight lost(Look look, String reason, Instant next) {
        ObjectNode memory = look.memory().deepCopy();
        boolean known = memory.path(LOST).asBoolean();
        memory.put(LOST, true);
        memory.remove(STAMP);
        List<Occurrence> seen =
                known
                        ? List.of()
                        : List.of(
                                new Occurrence(
                                        "unreadable:" + look.now(),
                                        Nature.TROUBLE,
                                        "the folder cannot be read: %s; once it can, its images are compared to those seen last"
                                                .formatted(reason),
                                        look.now(),
                                        1));
        return new Sight(seen, false, memory, next);
    }

    private static String reason(IOException unreadable) {
        @Nullable String message = unreadable.getMessage();
        String what = Optional.ofNullable(message).orElse(unreadable.getClass().getSimpleName());
        return unreadable instanceof NoSuchFileException
                ? "'%s' vanished during the look".formatted(what)
                : what;
    }
}
