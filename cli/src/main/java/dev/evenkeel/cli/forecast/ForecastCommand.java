// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.forecast;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel forecast`: the forecast ledger.
@Command(
        name = "forecast",
        mixinStandardHelpOptions = true,
        description = "Forecasts: makes them, says what came of them, scores them. Nothing is ever edited.",
        subcommands = {
            ForecastMakeCommand.class,
            ForecastSupersedeCommand.class,
            ForecastResolveCommand.class,
            ForecastListCommand.class,
            ForecastScoreCommand.class
        })
public final class ForecastCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public ForecastCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "forecast needs a subcommand");
    }
}
