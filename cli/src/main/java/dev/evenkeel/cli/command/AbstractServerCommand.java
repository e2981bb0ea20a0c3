// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import dev.evenkeel.api.ValidationWarning;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.terminal.IoErrorFormatter;
import dev.evenkeel.cli.terminal.TerminalTextSanitizer;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.files.yaml.YamlCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A base class of commands that call a server and print the result: the server's JSON, or text.
public abstract class AbstractServerCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ServerConnectionOptions server = new ServerConnectionOptions();

    @Option(names = "--json", description = "Print the response of the server as JSON.")
    private boolean json;

    protected AbstractServerCommand() {}

    /// The result of a command.
    ///
    /// @param answer response of the server
    /// @param text lines without the last line break; empty when the reason is the only output
    /// @param exitCode exit code of the command: 0, or 1 for a negative result
    /// @param reason reason of a negative result, for the last line of standard error; null when the text says
    ///     it
    public record CommandResult(
            JsonNode answer,
            String text,
            int exitCode,
            @Nullable String reason) {
        /// Creates a result whose text includes the reason.
        public CommandResult(JsonNode answer, String text, int exitCode) {
            this(answer, text, exitCode, null);
        }

        /// Creates a positive result.
        public CommandResult(JsonNode answer, String text) {
            this(answer, text, 0, null);
        }

        /// Creates the result of a wait, in one sentence, which is also the reason of a negative result.
        public static CommandResult ofWait(JsonNode answer, String sentence, boolean isYes) {
            return new CommandResult(answer, sentence, isYes ? 0 : 1, isYes ? null : sentence);
        }
    }

    /// Calls the server.
    ///
    /// @throws dev.evenkeel.cli.client.ServerRejectionException when the server rejects the request
    /// @throws dev.evenkeel.cli.client.ServerUnreachableException without a response
    protected abstract CommandResult execute(ServerApiClient api) throws InterruptedException;

    @Override
    public final Integer call() throws InterruptedException {
        CommandResult result = execute(server.apiClient());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            out.println(ServerApiClient.JSON.writeValueAsString(result.answer()));
        } else if (!result.text().isEmpty()) {
            out.println(TerminalTextSanitizer.sanitize(result.text()));
        }
        out.flush();
        if (result.reason() != null) {
            err().println(TerminalTextSanitizer.sanitize(result.reason()));
            err().flush();
        }
        return result.exitCode();
    }

    /// Prints warnings to standard error, one a line.
    protected final void printWarnings(List<ValidationWarning> warnings) {
        printWarnings(warnings, UnaryOperator.identity());
    }

    /// As [#printWarnings(List)], with locations in the user's files.
    ///
    /// @param places maps a JSON pointer into the request to a location
    protected final void printWarnings(List<ValidationWarning> warnings, UnaryOperator<String> places) {
        warnings.forEach(one ->
                err().println("warning: " + places.apply(one.pointer()) + ": " + one.message() + "; " + one.remedy()));
        err().flush();
    }

    /// Returns standard error, for progress output.
    protected final PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }

    /// Returns the name of the environment.
    protected final String environment() {
        return server.environment();
    }

    /// Whether to skip confirmations: `--yes`.
    protected final boolean isAssumeYes() {
        return server.isAssumeYes();
    }

    /// Whether an option is on the command line, whatever its default.
    protected final boolean isGiven(String option) {
        return Objects.requireNonNull(spec).commandLine().getParseResult().hasMatchedOption(option);
    }

    /// Returns an API path below the environment.
    protected final String environmentPath(String rest) {
        return server.environmentPath() + rest;
    }

    /// Returns the API path of a flag.
    protected final String flagPath(String key) {
        return environmentPath("/flags/" + ServerApiClient.urlEncode(key));
    }

    /// Reads a text file.
    ///
    /// @throws ParameterException when it cannot be read
    protected final String readFile(String option, Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw usageError(option + ": cannot read " + file + ": " + IoErrorFormatter.formatReason(e));
        }
    }

    /// Parses a JSON file.
    ///
    /// @throws ParameterException when it cannot be read
    protected final JsonNode readJson(String option, Path file) {
        try {
            return ServerApiClient.JSON.readTree(readFile(option, file));
        } catch (JacksonException | NumberFormatException e) {
            throw usageError(option + ": " + file + " is not valid JSON: " + JsonTextParser.formatMessage(e));
        }
    }

    /// Parses a file with a JSON object.
    ///
    /// @throws ParameterException when it cannot be read
    protected final ObjectNode readJsonObject(String option, Path file) {
        if (readJson(option, file) instanceof ObjectNode object) {
            return object;
        }
        throw usageError(option + ": " + file + " is not a JSON object.");
    }

    /// Parses a YAML or JSON file.
    ///
    /// @throws ParameterException when it cannot be read
    protected final JsonNode readYaml(String option, Path file) {
        try {
            return ServerApiClient.JSON.readTree(YamlCodec.toJson(readFile(option, file)));
        } catch (IllegalArgumentException e) {
            throw usageError(option + ": " + file + ": " + e.getMessage());
        }
    }

    /// Checks that a file for import is valid.
    ///
    /// @param errors texts, or objects with the error as their text
    /// @throws ParameterException with the errors, if there are any
    protected final void requireNoErrors(Path file, List<?> errors) {
        if (!errors.isEmpty()) {
            throw usageError("Cannot import " + file + ". Nothing was changed."
                    + errors.stream().map(error -> "\n  " + error).collect(Collectors.joining()));
        }
    }

    /// Prints notes about a file to standard error, one a line.
    protected final void printNotes(List<String> notes) {
        notes.forEach(note -> err().println("Note: " + note + "."));
        err().flush();
    }

    /// Creates the exception for a usage error; the caller throws it.
    protected final ParameterException usageError(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
