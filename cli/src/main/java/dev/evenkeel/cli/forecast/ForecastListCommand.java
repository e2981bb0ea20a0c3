// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.forecast;

import dev.evenkeel.api.ForecastApi.ForecastResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The `evenkeel forecast list` command: lists forecasts, newest first.
@Command(
        description = {
            "Lists forecasts, newest first.",
            "The server creates forecasts for rollout steps (class rollout-step), drills (drill), incident follow-ups",
            "(follow-up), recurring causes (recurrence), decisions on risky changes (major-incident) and promised",
            "dates (promised-date).",
            "",
            "Example:",
            "  ./evenkeel forecast list --class migration --open",
            ""
        })
final class ForecastListCommand extends AbstractServerCommand {
    @Option(names = "--class", paramLabel = "NAME", description = "Only forecasts of this class.")
    private String eventClass = "";

    @Option(names = "--open", description = "Only forecasts without an outcome.")
    private boolean open;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = OptionDescriptions.LIMIT)
    private int limit;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var forecasts = api.get(
                "/api/v1/forecasts?eventClass=" + ServerApiClient.urlEncode(eventClass) + "&open=" + open + "&limit="
                        + limit,
                ForecastResponse[].class);
        return new CommandResult(
                forecasts.body(),
                forecasts.value().length == 0
                        ? "No forecasts. To create one: ./evenkeel forecast create"
                        : ForecastTextFormatter.formatTable(List.of(forecasts.value())));
    }
}
