// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel rollout` commands: preview plans, and start, watch and end rollouts.
@Command(description = "Preview, start, watch, approve and abort rollouts.")
public final class RolloutCommand extends CommandGroup {
    public RolloutCommand() {
        super(
                verb("start", RolloutStartCommand.class),
                verb("list", RolloutListCommand.class),
                verb("show", RolloutShowCommand.class),
                verb("watch", RolloutWatchCommand.class),
                verb("wait", RolloutWaitCommand.class),
                verb("approve", RolloutApproveCommand.class),
                verb("resume", RolloutResumeCommand.class),
                verb("abort", RolloutAbortCommand.class),
                verb("plans", RolloutPlansCommand.class),
                verb("preview", RolloutPreviewCommand.class));
    }
}
