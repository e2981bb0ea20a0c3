// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.experiment;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel experiment`: what concerns experiments.
@Command(
        name = "experiment",
        mixinStandardHelpOptions = true,
        description = "Tries an idea on a share of units, reads its effect at any time, and ends it.",
        subcommands = {
            ExperimentStartCommand.class,
            ExperimentListCommand.class,
            ExperimentShowCommand.class,
            ExperimentStopCommand.class,
            ExperimentExportCommand.class
        })
public final class ExperimentCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public ExperimentCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "experiment needs a subcommand");
    }
}
