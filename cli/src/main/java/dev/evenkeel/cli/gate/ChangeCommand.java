// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel change`: what stands against a change.
@Command(
        name = "change",
        mixinStandardHelpOptions = true,
        description = "What stands against a change.",
        subcommands = {ChangeGatesCommand.class})
public final class ChangeCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public ChangeCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "change needs a subcommand");
    }
}
