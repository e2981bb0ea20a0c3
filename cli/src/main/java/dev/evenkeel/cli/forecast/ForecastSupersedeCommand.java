// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.forecast;

import dev.evenkeel.api.ForecastApi.ForecastResponse;
import dev.evenkeel.api.ForecastApi.SupersedeForecastRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel forecast supersede` command: replaces a forecast with a new one of the same event.
@Command(
        description = {
            "Replaces a forecast with a new one of the same event, before its horizon.",
            "Both are kept. The new forecast is scored; the first one is shown for comparison.",
            "",
            "Example:",
            "  ./evenkeel forecast supersede f-5f0c --probability 0.1 --reason \"the three causes are fixed\"",
            ""
        })
final class ForecastSupersedeCommand extends AbstractServerCommand {
    @Parameters(
            paramLabel = "FORECAST",
            description = "ID of the forecast to replace; ./evenkeel forecast list shows it.")
    private String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = OptionDescriptions.REASON)
    private String reason = "";

    @Option(names = "--statement", paramLabel = "TEXT", description = "New statement (default: unchanged).")
    private @Nullable String statement;

    @Option(
            names = "--resolver",
            paramLabel = "NAME",
            description = "User who records the outcome, not the author (default: unchanged).")
    private @Nullable String resolver;

    @Mixin
    private NewForecastOptions prediction = new NewForecastOptions();

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var request = new SupersedeForecastRequest(
                statement,
                prediction.probability(),
                prediction.quantiles(),
                prediction.model(),
                prediction.inputs() == null ? null : readJsonObject("--inputs", prediction.inputs()),
                prediction.author(),
                resolver,
                reason);
        var created = api.post(
                "/api/v1/forecasts/" + ServerApiClient.urlEncode(id) + "/supersede", request, ForecastResponse.class);
        return new CommandResult(created.body(), ForecastTextFormatter.formatForecast(created.value()));
    }
}
