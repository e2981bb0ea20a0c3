// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel risk`: what concerns risk.
@Command(
        name = "risk",
        mixinStandardHelpOptions = true,
        description = "Weighs risky changes, keeps what was assessed and decided, and answers questions about risk.",
        subcommands = {
            RiskAssessCommand.class,
            RiskPlanCommand.class,
            RiskHistoryCommand.class,
            RiskRecordCommand.class,
            RiskListCommand.class,
            RiskShowCommand.class,
            RiskDecideCommand.class,
            RiskDoneCommand.class,
            RiskMadrCommand.class,
            RiskPolicyCommand.class,
            RiskCalcCommand.class
        })
public final class RiskCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public RiskCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "risk needs a subcommand");
    }
}
