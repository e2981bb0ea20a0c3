// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel gate` commands: evaluate gates, configure them, and report their effect.
@Command(description = "Check the gates of a change, set the required gates, and report their effect.")
public final class GateCommand extends CommandGroup {
    public GateCommand() {
        super(
                verb("check", GateCheckCommand.class),
                verb("policy", GatePolicyCommand.class),
                verb("report", QuarterlyGateReportCommand.class));
    }
}
