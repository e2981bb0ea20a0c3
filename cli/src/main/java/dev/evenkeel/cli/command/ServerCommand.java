// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.terminal.TerminalTextSanitizer;
import dev.evenkeel.files.json.JsonTextParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A command that asks a server one thing and prints its answer: as the server's JSON, or as text for
/// people.
public abstract class ServerCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ServerConnectionOptions server = new ServerConnectionOptions();

    @Option(names = "--json", description = "Print the server's answer, one JSON object.")
    private boolean json;

    /// Created by picocli.
    protected ServerCommand() {}

    /// What the server answered, and what of it people read.
    ///
    /// @param text lines without the last line end; empty when the reason is all there is to read
    /// @param exitCode of the command: 0, or 1 when the answer is no
    /// @param reason why the answer is no, for the last line of standard error; null where the text says all
    public record CommandResult(
            JsonNode answer,
            String text,
            int exitCode,
            @Nullable String reason) {
        /// An answer that says itself why.
        public CommandResult(JsonNode answer, String text, int exitCode) {
            this(answer, text, exitCode, null);
        }

        /// An answer that is no "no".
        public CommandResult(JsonNode answer, String text) {
            this(answer, text, 0, null);
        }

        /// What came of something that was waited for, in one sentence, which is the reason too when it is a
        /// no.
        public static CommandResult awaited(JsonNode answer, String sentence, boolean isYes) {
            return new CommandResult(answer, sentence, isYes ? 0 : 1, isYes ? null : sentence);
        }
    }

    /// Asks the server.
    ///
    /// @throws dev.evenkeel.cli.client.ServerRejectionException when it refuses
    /// @throws dev.evenkeel.cli.client.ServerUnreachableException when there is no answer
    protected abstract CommandResult ask(ServerApiClient api) throws InterruptedException;

    @Override
    public final Integer call() throws InterruptedException {
        CommandResult result = ask(server.api());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            out.println(ServerApiClient.JSON.writeValueAsString(result.answer()));
        } else if (!result.text().isEmpty()) {
            out.println(TerminalTextSanitizer.lines(result.text()));
        }
        out.flush();
        if (result.reason() != null) {
            err().println(TerminalTextSanitizer.lines(result.reason()));
            err().flush();
        }
        return result.exitCode();
    }

    /// Prints the warnings of an answer on standard error, a line each.
    protected final void printWarnings(JsonNode answer) {
        printWarnings(answer, UnaryOperator.identity());
    }

    /// The same with places as their reader knows them.
    ///
    /// @param places says where a pointer into the request leads
    protected final void printWarnings(JsonNode answer, UnaryOperator<String> places) {
        answer.path("warnings")
                .forEach(one -> err().println("warning: "
                        + places.apply(one.path("pointer").asString()) + ": "
                        + one.path("message").asString() + "; "
                        + one.path("remedy").asString()));
        err().flush();
    }

    /// Where progress goes: standard error.
    protected final PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }

    /// Name of the environment.
    protected final String environment() {
        return server.environment();
    }

    /// Whether it is to be done without asking: `--yes`.
    protected final boolean isYes() {
        return server.isYes();
    }

    /// Whether an option stands on the command line, whatever its default is.
    protected final boolean isGiven(String option) {
        return Objects.requireNonNull(spec).commandLine().getParseResult().hasMatchedOption(option);
    }

    /// A path below the environment's.
    protected final String path(String rest) {
        return server.environmentPath() + rest;
    }

    /// The path of a flag.
    protected final String flagPath(String key) {
        return path("/flags/" + ServerApiClient.segment(key));
    }

    /// The text of a file.
    ///
    /// @throws ParameterException when it cannot be read
    protected final String file(String option, Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw misuse(option + ": cannot read " + file + ": " + e);
        }
    }

    /// What a JSON file says.
    ///
    /// @throws ParameterException when it cannot be read
    protected final JsonNode json(String option, Path file) {
        try {
            return ServerApiClient.JSON.readTree(file(option, file));
        } catch (JacksonException | NumberFormatException e) {
            throw misuse(option + ": " + file + " is not JSON: " + JsonTextParser.words(e));
        }
    }

    /// Says that the command was used in a wrong way; to be thrown.
    protected final ParameterException misuse(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
