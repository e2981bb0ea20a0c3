// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.forecast;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel forecast supersede` command: replaces a forecast with a new one of the same event.
@Command(
        name = "supersede",
        mixinStandardHelpOptions = true,
        sortOptions = false,
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

    @Mixin
    private NewForecastOptions prediction = new NewForecastOptions();

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ObjectNode body = NewForecastOptions.emptyBody().put("reason", reason);
        NewForecastOptions.putText(body, "statement", statement);
        prediction.writeTo(body);
        if (prediction.inputs() != null) {
            body.set("inputs", readJson("--inputs", prediction.inputs()));
        }
        JsonNode made = api.post("/api/v1/forecasts/" + ServerApiClient.urlEncode(id) + "/supersede", body.toString())
                .body();
        return new CommandResult(made, ForecastTextFormatter.formatForecast(made));
    }
}
