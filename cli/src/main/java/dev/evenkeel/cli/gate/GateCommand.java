// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel gate` commands: evaluate gates, configure them, and report their effect.
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        description = "Check the gates of a change, set the required gates, and report their effect.")
public final class GateCommand extends CommandGroup {
    public GateCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("check", "policy", "report");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "check" -> new GateCheckCommand();
            case "policy" -> new GatePolicyCommand();
            case "report" -> new QuarterlyGateReportCommand();
            default -> null;
        };
    }
}
