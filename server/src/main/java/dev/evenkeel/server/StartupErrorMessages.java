// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server;

import dev.evenkeel.postgres.EmbeddedPostgresException;
import dev.evenkeel.server.foundation.config.CommandLineUsageException;
import dev.evenkeel.server.foundation.database.IncompatibleSchemaException;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.web.server.PortInUseException;

/// The messages that explain to the operator why the server did not start.
final class StartupErrorMessages {
    private StartupErrorMessages() {}

    /// Returns one sentence with a remedy for a known cause, else the innermost stack trace.
    static String explain(Throwable failure) {
        List<Throwable> causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .toList();
        return find(causes, PortInUseException.class)
                .map(cause -> "Port " + cause.getPort()
                        + " is in use. Specify another port with --port or --sync-port; 0 selects a free port.")
                .or(() ->
                        find(causes, EmbeddedPostgresException.class).map(cause -> String.valueOf(cause.getMessage())))
                .or(() ->
                        find(causes, CommandLineUsageException.class).map(cause -> String.valueOf(cause.getMessage())))
                .or(() -> find(causes, IncompatibleSchemaException.class)
                        .map(cause -> String.valueOf(cause.getMessage())))
                .or(() -> find(causes, ProblemException.class).map(cause -> words(cause.problem())))
                .or(() -> find(causes, SQLException.class).map(StartupErrorMessages::database))
                .orElseGet(() -> trace(causes.getLast()));
    }

    private static String words(Problem problem) {
        return Stream.concat(
                        Stream.of(problem.detail() + " " + problem.remedy()),
                        problem.problems().stream()
                                .map(fault -> fault.pointer() + " " + fault.message()
                                        + (fault.remedy().isEmpty() ? "" : "; " + fault.remedy())))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String database(SQLException cause) {
        String message = String.valueOf(cause.getMessage());
        return "The server cannot use the database: " + message + (message.endsWith(".") ? " " : ". ")
                + "Check --database-url and that PostgreSQL is running.";
    }

    private static <T extends Throwable> Optional<T> find(List<Throwable> causes, Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static String trace(Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
