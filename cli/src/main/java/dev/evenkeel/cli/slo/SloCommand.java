// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel slo`: what concerns service level objectives.
@Command(
        name = "slo",
        mixinStandardHelpOptions = true,
        description = "Keeps objectives of services: OpenSLO files, error budgets, burn rates.",
        subcommands = {
            SloCheckCommand.class,
            SloRulesCommand.class,
            SloApplyCommand.class,
            SloListCommand.class,
            SloShowCommand.class,
            SloWeeksCommand.class
        })
public final class SloCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public SloCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "slo needs a subcommand");
    }
}
