// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import dev.evenkeel.cli.rollout.GuardReplayCommand;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel guard`: what concerns the guard.
@Command(
        name = "guard",
        mixinStandardHelpOptions = true,
        description = "Computes the guard's evidence from counts, and judges stored evidence again.",
        subcommands = {GuardEvaluateCommand.class, GuardReplayCommand.class})
public final class GuardCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public GuardCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "guard needs a subcommand");
    }
}
