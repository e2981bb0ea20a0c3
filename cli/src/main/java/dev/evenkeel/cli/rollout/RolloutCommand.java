// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel rollout`: what concerns rollouts.
@Command(
        name = "rollout",
        mixinStandardHelpOptions = true,
        description = "Previews plans, starts rollouts, watches them, waits for them and ends them.",
        subcommands = {
            RolloutStartCommand.class,
            RolloutListCommand.class,
            RolloutShowCommand.class,
            RolloutWatchCommand.class,
            RolloutWaitCommand.class,
            RolloutApproveCommand.class,
            RolloutAbortCommand.class,
            RolloutPlansCommand.class,
            RolloutPreviewCommand.class
        })
public final class RolloutCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public RolloutCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "rollout needs a subcommand");
    }
}
