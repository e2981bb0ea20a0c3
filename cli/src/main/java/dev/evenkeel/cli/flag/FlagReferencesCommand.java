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
        name = "references",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Finds the keys of flags in a source tree, and the constants that stand for them: a name in capitals before",
            "a quoted key on one line. A key counts where no letter, digit, _ or - touches it. Files that .gitignore",
            "names are left out; outside a checkout, hidden files and those in build directories. So are binary files,",
            "files over 1 MiB and the files that --flags names. The flags are those of a server unless files are named.",
            "",
            "Examples:",
            "  ./evenkeel flag references . --flags flags.json",
            "  ./evenkeel flag references src --environment production --json",
            ""
        },
        footer = "%nExit code: 0, also when flags have no reference.")
public final class FlagReferencesCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The source tree.")
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
            throw new ParameterException(command, directory + " is no directory");
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
