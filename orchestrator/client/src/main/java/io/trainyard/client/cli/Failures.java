package io.trainyard.client.cli;

import io.trainyard.client.ServerProblemException;
import io.trainyard.client.ServerUnreachableException;
import io.trainyard.client.local.LocalServerException;
import io.trainyard.contract.spec.Problem;
import io.trainyard.contract.spec.SpecException;
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
            case CommandFailure wrong -> {
                console.error(String.valueOf(wrong.getMessage()));
                yield ExitStatus.BAD_INPUT;
            }
            default -> throw failure;
        };
    }

    private int noServer(RuntimeException failure) {
        console.error(String.valueOf(failure.getMessage()));
        return ExitStatus.NO_SERVER;
    }

    private int refused(ServerProblemException refused) {
        List<Problem> problems = refused.problem().problems();
        if (!problems.isEmpty()) {
            return problems(problems);
        }
        console.error(String.valueOf(refused.getMessage()));
        return ExitStatus.BAD_INPUT;
    }

    private int problems(List<Problem> problems) {
        problems.forEach(problem -> console.error(problem.message()));
        return ExitStatus.BAD_INPUT;
    }
}
