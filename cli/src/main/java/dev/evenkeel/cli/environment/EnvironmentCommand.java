// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.environment;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel environment`: what concerns environments.
@Command(
        name = "environment",
        mixinStandardHelpOptions = true,
        description = "Lists and makes environments, and keys for their services.",
        subcommands = {EnvironmentListCommand.class, EnvironmentCreateCommand.class, EnvironmentKeyCommand.class})
public final class EnvironmentCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public EnvironmentCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "environment needs a subcommand");
    }
}
