package io.trainyard.client.cli;

import io.trainyard.client.ServerProblemException;
import io.trainyard.client.ServerUnreachableException;
import io.trainyard.client.local.LocalServerException;
import io.trainyard.contract.spec.Problem;
import io.trainyard.contract.spec.SpecException;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;

/** Says what went wrong, in words for the user, and as an exit status. */
final class Failures implements CommandLine.IExecutionExceptionHandler {
    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, CommandLine.ParseResult arguments)
            throws Exception {
        return switch (failure) {
            case ServerUnreachableException unreachable -> noServer(unreachable);
            case LocalServerException local -> noServer(local);
            case SpecException spec -> problems(spec.problems());
            case ServerProblemException refused -> refused(refused);
            case CommandFailure wrong -> badInput(wrong);
            case UncheckedIOException disk -> badInput(disk);
            default -> throw failure;
        };
    }

    private int noServer(RuntimeException failure) {
        console.failure(failure);
        return ExitStatus.NO_SERVER;
    }

    private int refused(ServerProblemException refused) {
        List<Problem> problems = refused.problem().problems();
        if (!problems.isEmpty()) {
            return problems(problems);
        }
        return badInput(refused);
    }

    private int badInput(RuntimeException failure) {
        console.failure(failure);
        return ExitStatus.BAD_INPUT;
    }

    private int problems(List<Problem> problems) {
        problems.forEach(problem -> console.error(problem.message()));
        return ExitStatus.BAD_INPUT;
    }
}
