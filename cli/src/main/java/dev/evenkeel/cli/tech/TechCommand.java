// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.tech;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel tech`: which technologies there are, and what novelty may still be spent.
@Command(
        name = "tech",
        mixinStandardHelpOptions = true,
        description = "The technology register: rings and their moves, innovation tokens, decision records.",
        subcommands = {
            TechListCommand.class,
            TechShowCommand.class,
            TechAddCommand.class,
            TechApplyCommand.class,
            TechMoveCommand.class,
            TechTokensCommand.class,
            TechSbomDiffCommand.class,
            TechRecordsCommand.class
        })
public final class TechCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public TechCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "tech needs a subcommand");
    }
}
