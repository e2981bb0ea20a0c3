// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel flag`: what concerns flags.
@Command(
        name = "flag",
        mixinStandardHelpOptions = true,
        description = "Evaluates flags, brings them from other systems, finds them in code.",
        subcommands = {FlagEvalCommand.class, FlagImportCommand.class, FlagReferencesCommand.class})
public final class FlagCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public FlagCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "flag needs a subcommand");
    }
}
