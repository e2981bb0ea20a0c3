// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.DocumentJsonModule;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.risk.RiskCaseFile;
import dev.evenkeel.files.risk.ServiceHistoryCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// A base class of commands that analyse a case in a file, without a server.
abstract class AbstractRiskCaseFileCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "Case file, YAML or JSON (docs/reference/risk-cases.md).")
    private @Nullable Path path;

    @Option(names = "--history", paramLabel = "FILE", description = OptionDescriptions.HISTORY)
    private @Nullable Path history;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    /// A result as JSON and as text.
    record CommandOutput(Record json, String text) {}

    /// Computes the result.
    ///
    /// @throws IllegalArgumentException when the case does not permit it, with the reason
    abstract CommandOutput execute(RiskCaseFile file, RiskCase risk);

    @Override
    public Integer call() throws IOException {
        RiskCaseFile file = RiskCaseFile.parse(text(Objects.requireNonNull(path)), readHistory(), this::readSibling);
        RiskCase risk = file.risk();
        if (risk == null) {
            throw usageError("case file", file.errors());
        }
        try {
            CommandOutput reply = execute(file, risk);
            PrintWriter out = commandLine().getOut();
            out.println(json ? DocumentJsonModule.MAPPER.writeValueAsString(reply.json) : reply.text);
            out.flush();
            return 0;
        } catch (IllegalArgumentException e) {
            throw usageError(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable ServiceHistory readHistory() throws IOException {
        if (history == null) {
            return null;
        }
        var errors = new ValidationErrors();
        ServiceHistory read = ServiceHistoryCodec.decode(text(history), errors);
        if (read == null) {
            throw usageError("history file", errors.toList());
        }
        return read;
    }

    /* The text of a file that the case names, relative to the folder of the case. */
    private @Nullable String readSibling(String name) {
        Path file = Objects.requireNonNull(path).resolveSibling(name);
        try {
            return Files.isRegularFile(file) ? Files.readString(file) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw usageError("Cannot read " + file + ": it is not an existing file. Check the path.");
        }
        return Files.readString(file);
    }

    private ParameterException usageError(String what, List<ValidationError> faults) {
        return usageError(faults.stream()
                .map(fault -> (fault.pointer().isEmpty() ? what : fault.pointer()) + ": " + fault.message() + "; "
                        + fault.remedy())
                .collect(Collectors.joining(System.lineSeparator())));
    }

    private ParameterException usageError(String why) {
        return new ParameterException(commandLine(), why);
    }

    private picocli.CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
