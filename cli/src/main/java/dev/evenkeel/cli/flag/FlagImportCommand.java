// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.files.flagimport.FlagExportFormat;
import dev.evenkeel.files.flagimport.FlagImport;
import dev.evenkeel.files.flagimport.FlagImportOptions;
import dev.evenkeel.files.flagimport.UnreadableExportException;
import dev.evenkeel.files.yaml.YamlCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The `evenkeel flag import` command: converts an export of another flag system to a definition, and reports
/// the result for each of its parts.
@Command(
        description = {
            "Converts an export of another flag system to flagd format and reports on each part.",
            "The report lists each part as imported, converted or rejected, with the reason. A flag with a rejected",
            "part is written as disabled. Percentages of Unleash keep the group of each user; percentages of",
            "LaunchDarkly and GrowthBook are rejected.",
            "",
            "Examples:",
            "  ./evenkeel flag import --from unleash export.json --environment production --out flags.json",
            "  ./evenkeel flag import --from launchdarkly flags.json --json",
            ""
        },
        footer = "%nExit code: 0 if all parts were imported or converted, 1 if a part was rejected, 2 if the file is"
                + " not a valid export.")
public final class FlagImportCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "SYSTEM",
            description = "Source system: flagd, unleash, launchdarkly or growthbook.")
    private @Nullable FlagExportFormat from;

    @Parameters(paramLabel = "FILE", description = "Export file: JSON, or YAML (.yaml, .yml).")
    private Path file = Path.of("");

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "Environment to import, if the export has several.")
    private @Nullable String environment;

    @Option(
            names = "--fractional",
            paramLabel = "v1|v2",
            description = "With --from flagd: hash version of the definition; v1 is flagd before April 2026.")
    private @Nullable String fractional;

    @Option(names = "--out", paramLabel = "FILE", description = OptionDescriptions.OUT)
    private @Nullable Path out;

    @Option(names = "--json", description = "Print one JSON object with the report and, without --out, the definition.")
    private boolean json;

    public FlagImportCommand() {}

    @Override
    public Integer call() {
        FlagImport imported = convert();
        if (out != null) {
            write(out, imported.definition());
        }
        CommandLine command = commandLine();
        if (json) {
            print(command.getOut(), FlagImportFormatter.formatJson(imported, out == null));
        } else {
            if (out == null) {
                print(command.getOut(), imported.definition());
            }
            print(command.getErr(), FlagImportFormatter.formatText(imported.report()));
        }
        return imported.isComplete() ? 0 : 1;
    }

    private FlagImport convert() {
        FlagExportFormat format = Objects.requireNonNull(from);
        if (fractional != null && (format != FlagExportFormat.FLAGD || !fractional.matches("v[12]"))) {
            throw usageError("Invalid --fractional \"" + fractional + "\". Allowed: v1 or v2, only with --from flagd.");
        }
        try {
            return FlagImport.convert(format, read(), new FlagImportOptions(environment, fractional));
        } catch (UnreadableExportException | IllegalArgumentException e) {
            throw usageError(file + ": " + e.getMessage());
        }
    }

    private String read() {
        try {
            String text = Files.readString(file);
            return file.toString().matches(".*\\.ya?ml") ? YamlCodec.toJson(text) : text;
        } catch (IOException e) {
            throw usageError("Cannot read " + file + ". Check that the file exists and is readable.");
        }
    }

    private void write(Path target, String definition) {
        try {
            Files.writeString(target, definition + System.lineSeparator());
        } catch (IOException e) {
            throw usageError("--out: cannot write " + target + ". Check that its folder exists and is writable.");
        }
    }

    private static void print(PrintWriter writer, String text) {
        writer.println(text);
        writer.flush();
    }

    private ParameterException usageError(String message) {
        return new ParameterException(commandLine(), message);
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
