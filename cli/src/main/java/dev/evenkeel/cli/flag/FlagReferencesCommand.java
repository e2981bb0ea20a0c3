// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.cli.command.ServerConnectionOptions;
import dev.evenkeel.cli.flag.references.FlagReferenceReport;
import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.InvalidDefinitionException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The `evenkeel flag references` command: finds references to flags in a source tree, and flags without any.
@Command(
        description = {
            "Finds flag keys, and the constants that hold them, in a source tree.",
            "A constant is a name in capitals before a quoted key on the same line. A key matches only if no letter,",
            "digit, _ or - is next to it. Skipped: files in .gitignore (without git: hidden files and build folders),",
            "binary files, files over 1 MiB and the files of --flags. The keys come from the server or from --flags.",
            "",
            "Examples:",
            "  ./evenkeel flag references . --flags flags.json",
            "  ./evenkeel flag references src --environment production --json",
            ""
        },
        footer = "%nExit code: 0, even if flags have no references.")
public final class FlagReferencesCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder to search.")
    private Path directory = Path.of("");

    @Mixin
    private FlagDefinitionSourceOptions source = new FlagDefinitionSourceOptions();

    @Mixin
    private ServerConnectionOptions server = new ServerConnectionOptions();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public FlagReferencesCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        if (!Files.isDirectory(directory)) {
            throw new ParameterException(command, directory + " is not a folder. Name the folder to search.");
        }
        var references = FlagReferenceReport.scan(directory, keys(command), source.files());
        PrintWriter out = command.getOut();
        out.print(
                json ? FlagReferencesFormatter.formatJson(references) : FlagReferencesFormatter.formatText(references));
        out.flush();
        return 0;
    }

    private Set<String> keys(CommandLine command) throws InterruptedException {
        try {
            return FlagSnapshot.parseTolerantly(source.read(command, server), 0).flagKeys();
        } catch (InvalidDefinitionException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()));
        }
    }
}
