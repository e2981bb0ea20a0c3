// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.history.ServiceHistory;
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
import tools.jackson.databind.node.ObjectNode;

/// A question about the case in a file, which needs no server.
abstract class RiskCaseFileCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The case: YAML or JSON, docs/reference/risk-cases.md.")
    private @Nullable Path path;

    @Option(names = "--history", paramLabel = "FILE", description = OptionDescriptions.HISTORY)
    private @Nullable Path history;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    /// An answer, both ways.
    record CommandReply(ObjectNode json, String text) {}

    /// Answers.
    ///
    /// @throws IllegalArgumentException when the case does not allow it, with the reason
    abstract CommandReply answer(RiskCaseFile file, RiskCase risk);

    @Override
    public Integer call() throws IOException {
        RiskCaseFile file = RiskCaseFile.read(text(Objects.requireNonNull(path)), history(), this::beside);
        RiskCase risk = file.risk();
        if (risk == null) {
            throw refused("the case", file.faults());
        }
        try {
            CommandReply reply = answer(file, risk);
            PrintWriter out = commandLine().getOut();
            out.println(json ? reply.json.toString() : reply.text);
            out.flush();
            return 0;
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable ServiceHistory history() throws IOException {
        if (history == null) {
            return null;
        }
        var faults = new ValidationErrors();
        ServiceHistory read = ServiceHistoryCodec.read(text(history), faults);
        if (read == null) {
            throw refused("the history", faults.all());
        }
        return read;
    }

    /* A file that the case names, from the folder it is in. */
    private @Nullable String beside(String name) {
        Path file = Objects.requireNonNull(path).resolveSibling(name);
        try {
            return Files.isRegularFile(file) ? Files.readString(file) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw refused(file + " is no file");
        }
        return Files.readString(file);
    }

    private ParameterException refused(String what, List<ValidationErrors.ValidationError> faults) {
        return refused(faults.stream()
                .map(fault -> (fault.pointer().isEmpty() ? what : fault.pointer()) + ": " + fault.message() + "; "
                        + fault.remedy())
                .collect(Collectors.joining(System.lineSeparator())));
    }

    private ParameterException refused(String why) {
        return new ParameterException(commandLine(), why);
    }

    private picocli.CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
