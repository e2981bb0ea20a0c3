// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.experiment;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel experiment` commands: start, stop and analyse experiments.
@Command(name = "experiment", mixinStandardHelpOptions = true, description = "Start, analyze and stop experiments.")
public final class ExperimentCommand extends CommandGroup {
    public ExperimentCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("start", "list", "show", "stop", "export");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "start" -> new ExperimentStartCommand();
            case "list" -> new ExperimentListCommand();
            case "show" -> new ExperimentShowCommand();
            case "stop" -> new ExperimentStopCommand();
            case "export" -> new ExperimentExportCommand();
            default -> null;
        };
    }
}
