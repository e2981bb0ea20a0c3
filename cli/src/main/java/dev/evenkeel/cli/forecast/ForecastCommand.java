// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.forecast;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel forecast` commands: create, resolve and score forecasts.
@Command(description = "Create, resolve and score forecasts of events and amounts.")
public final class ForecastCommand extends CommandGroup {
    public ForecastCommand() {
        super(
                verb("create", ForecastCreateCommand.class),
                verb("supersede", ForecastSupersedeCommand.class),
                verb("resolve", ForecastResolveCommand.class),
                verb("list", ForecastListCommand.class),
                verb("score", ForecastScoreCommand.class));
    }
}
