// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel session`: sessions of the console.
@Command(
        name = "session",
        mixinStandardHelpOptions = true,
        description = "Lists and ends sessions of the console.",
        subcommands = {SessionListCommand.class, SessionEndCommand.class})
public final class SessionCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public SessionCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "session needs a subcommand");
    }
}
