// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import dev.evenkeel.cli.client.ServerApiClient;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The `evenkeel slo validate` command: validates OpenSLO files.
@Command(
        description = {
            "Validates OpenSLO files and lists all errors and warnings.",
            "Needs no server.",
            "",
            "Example:",
            "  ./evenkeel slo validate slos.yaml",
            ""
        },
        footer = "%nExit code: 0 if the files are valid, otherwise 1.")
final class OpenSloValidateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "OpenSLO v1 files, YAML or JSON.")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        OpenSloFiles read = OpenSloFiles.read(files, command);
        PrintWriter out = command.getOut();
        out.println(json ? json(read) : text(read));
        out.flush();
        return read.faults().isEmpty() ? 0 : 1;
    }

    private static String json(OpenSloFiles read) {
        return ServerApiClient.JSON.writeValueAsString(
                Map.of("objects", read.objects().size(), "problems", read.faults(), "warnings", read.warnings()));
    }

    private static String text(OpenSloFiles read) {
        var text = new StringBuilder();
        read.faults().forEach(fault -> text.append("error: ").append(fault).append(System.lineSeparator()));
        read.warnings()
                .forEach(warning -> text.append("warning: ").append(warning).append(System.lineSeparator()));
        return text.append(read.objects().size())
                .append(" objects, ")
                .append(read.set().slos().size())
                .append(" SLOs, ")
                .append(read.faults().size())
                .append(" errors, ")
                .append(read.warnings().size())
                .append(" warnings.")
                .toString();
    }
}
