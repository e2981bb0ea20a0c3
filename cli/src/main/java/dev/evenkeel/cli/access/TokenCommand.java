// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel token`: tokens for people at a terminal and for machines.
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Makes, lists and takes back tokens of the API.",
        subcommands = {TokenListCommand.class, TokenCreateCommand.class, TokenEndCommand.class})
public final class TokenCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public TokenCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "token needs a subcommand");
    }
}
