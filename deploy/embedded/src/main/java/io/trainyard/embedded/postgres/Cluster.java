package io.trainyard.embedded.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/**
 * The files of one database cluster.
 *
 * @param folder PostgreSQL's data directory
 */
record Cluster(Path folder) {
    static final String OWNER = "trainyard";
    private static final int PASSWORD_BYTES = 24;

    /** Initialises the cluster where that has not been finished before. */
    void initialise(Path home, ServerAccount account) throws IOException, InterruptedException {
        if (Files.exists(folder.resolve("PG_VERSION")) && Files.exists(passwordFile())) {
            account.own(folder);
            return;
        }
        Path draft = folder.resolveSibling(folder.getFileName() + ".draft");
        delete(draft);
        Files.createDirectory(draft);
        account.own(draft);
        writePassword();
        run(
                account.command(
                        List.of(
                                home.resolve("bin/initdb").toString(),
                                "--pgdata=" + draft,
                                "--username=" + OWNER,
                                "--pwfile=" + passwordFile(),
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale=C",
                                "--no-instructions")));
        // Only a finished cluster gets the name, so an interrupted start begins anew.
        delete(folder);
        Files.move(draft, folder);
    }

    String password() throws IOException {
        return Files.readString(passwordFile()).strip();
    }

    Path log() {
        return folder.resolveSibling("postgres.log");
    }

    private Path passwordFile() {
        return folder.resolveSibling("postgres.password");
    }

    private void writePassword() throws IOException {
        byte[] secret = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(secret);
        Files.deleteIfExists(passwordFile());
        Files.createFile(
                passwordFile(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                passwordFile(), Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        int status =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log().toFile())
                        .start()
                        .waitFor();
        if (status != 0) {
            throw new IOException("initdb failed: " + LogTail.of(log()));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
