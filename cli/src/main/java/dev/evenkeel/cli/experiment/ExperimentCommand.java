// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.experiment;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel experiment` commands: start, stop and analyse experiments.
@Command(description = "Start, analyze and stop experiments.")
public final class ExperimentCommand extends CommandGroup {
    public ExperimentCommand() {
        super(
                verb("start", ExperimentStartCommand.class),
                verb("list", ExperimentListCommand.class),
                verb("show", ExperimentShowCommand.class),
                verb("stop", ExperimentStopCommand.class),
                verb("export", ExperimentExportCommand.class));
    }
}
