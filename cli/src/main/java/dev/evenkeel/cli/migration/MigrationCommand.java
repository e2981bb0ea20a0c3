// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.migration;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The `evenkeel migration` commands: show migrations between two stores.
@Command(
        name = "migration",
        mixinStandardHelpOptions = true,
        description = "Show the progress of a data store migration.",
        subcommands = MigrationShowCommand.class)
public final class MigrationCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    public MigrationCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "migration needs a subcommand");
    }
}
