// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.tech;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel tech records`: decision records.
@Command(
        name = "records",
        mixinStandardHelpOptions = true,
        description = "Decision records in Markdown (MADR).",
        subcommands = {
            RecordsListCommand.class,
            RecordsShowCommand.class,
            RecordsAddCommand.class,
            RecordsImportCommand.class,
            RecordsExportCommand.class
        })
final class TechRecordsCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "records needs a subcommand");
    }
}
