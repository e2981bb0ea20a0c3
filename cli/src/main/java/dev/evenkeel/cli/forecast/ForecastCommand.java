// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.forecast;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel forecast` commands: create, resolve and score forecasts.
@Command(
        name = "forecast",
        mixinStandardHelpOptions = true,
        description = "Create, resolve and score forecasts of events and amounts.")
public final class ForecastCommand extends CommandGroup {
    public ForecastCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("create", "supersede", "resolve", "list", "score");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "create" -> new ForecastCreateCommand();
            case "supersede" -> new ForecastSupersedeCommand();
            case "resolve" -> new ForecastResolveCommand();
            case "list" -> new ForecastListCommand();
            case "score" -> new ForecastScoreCommand();
            default -> null;
        };
    }
}
