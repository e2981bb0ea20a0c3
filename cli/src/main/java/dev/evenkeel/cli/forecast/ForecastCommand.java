// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.forecast;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `evenkeel forecast`: the forecast ledger.
@Command(
        name = "forecast",
        mixinStandardHelpOptions = true,
        description = "Forecasts: makes them, says what came of them, scores them. Nothing is ever edited.")
public final class ForecastCommand extends CommandGroup {
    /// Created by picocli.
    public ForecastCommand() {}

    @Override
    public List<String> verbs() {
        return List.of("create", "supersede", "resolve", "list", "score");
    }

    @Override
    public @Nullable Object verb(String verb) {
        return switch (verb) {
            case "create", "make" -> new ForecastCreateCommand();
            case "supersede" -> new ForecastSupersedeCommand();
            case "resolve" -> new ForecastResolveCommand();
            case "list" -> new ForecastListCommand();
            case "score" -> new ForecastScoreCommand();
            default -> null;
        };
    }
}
