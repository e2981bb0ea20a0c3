// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.rollout.GuardReplayCommand;
import picocli.CommandLine.Command;

/// The `evenkeel guard` commands: compute guard evidence and replay stored decisions.
@Command(description = "Compute guard evidence from counts, and replay the decisions of a rollout.")
public final class GuardCommand extends CommandGroup {
    public GuardCommand() {
        super(verb("evaluate", GuardEvaluateCommand.class), verb("replay", GuardReplayCommand.class));
    }
}
