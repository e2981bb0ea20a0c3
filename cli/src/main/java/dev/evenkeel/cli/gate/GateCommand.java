// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel gate`: who approves changes, who passes gates by, which are required, and what
/// they cost.
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        description = "Who approves changes, who passes gates by, which are required, and what they cost.",
        subcommands = {
            GateApproveCommand.class,
            GateApprovalsCommand.class,
            GateWithdrawCommand.class,
            GateOverrideCommand.class,
            GateListCommand.class,
            GateEndCommand.class,
            GateReviewsCommand.class,
            GateReviewCommand.class,
            GatePolicyCommand.class,
            GateScoreCommand.class
        })
public final class GateCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public GateCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "gate needs a subcommand");
    }
}
