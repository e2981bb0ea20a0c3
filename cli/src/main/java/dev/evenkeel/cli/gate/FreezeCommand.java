// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel freeze`: the freeze calendar.
@Command(
        name = "freeze",
        mixinStandardHelpOptions = true,
        description = "The freeze calendar.",
        subcommands = {
            FreezeListCommand.class,
            FreezeApplyCommand.class,
            FreezeDeleteCommand.class,
            FreezeImportCommand.class,
            FreezeExportCommand.class
        })
public final class FreezeCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public FreezeCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "freeze needs a subcommand");
    }
}
