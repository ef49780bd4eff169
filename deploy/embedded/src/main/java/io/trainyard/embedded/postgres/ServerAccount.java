package io.trainyard.embedded.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Under which account PostgreSQL runs; it refuses to be root.
 *
 * @param prefix what is put before a command to run it under the account
 * @param owner the user id that must own the cluster's files
 */
record ServerAccount(List<String> prefix, int owner) {
    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    /** Root in a user namespace of its own, where it is an unmapped, ordinary account. */
    static final ServerAccount NAMESPACE = new ServerAccount(List.of("unshare", "-U"), ROOT);

    /**
     * The account nobody, where user namespaces are closed, as in most containers. It keeps one
     * capability, to reach a data folder below root's own home; the secure bit lets access(2), by
     * which initdb looks for its programs, see that capability too.
     */
    static final ServerAccount UNPRIVILEGED =
            new ServerAccount(
                    List.of(
                            "setpriv",
                            "--reuid=" + NOBODY,
                            "--regid=" + NOBODY,
                            "--clear-groups",
                            "--securebits=+no_setuid_fixup",
                            "--inh-caps=+dac_override",
                            "--ambient-caps=+dac_override"),
                    NOBODY);

    ServerAccount {
        prefix = List.copyOf(prefix);
    }

    /**
     * The account to use here: our own, or for root the first one under which the program runs.
     *
     * @param program any of PostgreSQL's programs
     */
    static ServerAccount choose(Path program) throws IOException, InterruptedException {
        int self = (int) new UnixSystem().getUid();
        if (self != ROOT) {
            return new ServerAccount(List.of(), self);
        }
        for (var account : List.of(NAMESPACE, UNPRIVILEGED)) {
            if (account.canRun(program)) {
                return account;
            }
        }
        throw new IOException(
                "PostgreSQL refuses to run as root and neither unshare nor setpriv works here: start Trainyard as an ordinary user");
    }

    /** The command as the account runs it. */
    List<String> command(List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    /** Hands a file or folder, and all below it, to the account where it is not its owner. */
    void own(Path path) throws IOException {
        if (Files.notExists(path) || Files.getAttribute(path, "unix:uid").equals(owner)) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (Path file : files.toList()) {
                Files.setAttribute(file, "unix:uid", owner);
            }
        }
    }

    boolean canRun(Path program) throws InterruptedException {
        try {
            return new ProcessBuilder(command(List.of(program.toString(), "--version")))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
