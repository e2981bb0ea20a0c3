// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.forecast;

import dev.evenkeel.api.ForecastApi.ForecastResponse;
import dev.evenkeel.api.ForecastApi.ResolveForecastRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel forecast resolve` command: resolves a forecast.
@Command(
        description = {
            "Records the outcome of a forecast.",
            "An outcome cannot be changed. The author of a forecast cannot resolve it.",
            "",
            "Examples:",
            "  ./evenkeel forecast resolve f-5f0c --outcome 0 --by ben --note \"no incident is linked to the change\"",
            "  ./evenkeel forecast resolve f-5f0c --void --by ben --note \"the migration was cancelled\"",
            ""
        })
final class ForecastResolveCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FORECAST", description = "ID of the forecast; ./evenkeel forecast list shows it.")
    private String id = "";

    @ArgGroup(multiplicity = "1")
    private OutcomeOptions came = new OutcomeOptions();

    @Option(names = "--note", paramLabel = "TEXT", required = true, description = "Evidence for the outcome.")
    private String note = "";

    @Option(names = "--by", paramLabel = "NAME", description = "User who resolves it (default: you).")
    private @Nullable String by;

    /// The two exclusive options for the outcome.
    static final class OutcomeOptions {
        @Option(
                names = "--outcome",
                paramLabel = "X",
                description = "1 if the event happened, 0 if not; for quantiles, the amount.")
        private @Nullable Double outcome;

        @Option(names = "--void", description = "The event can no longer be decided. The forecast is not scored.")
        private boolean isVoid;
    }

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var request = new ResolveForecastRequest(came.outcome, came.isVoid ? true : null, note, by);
        var resolved = api.post(
                "/api/v1/forecasts/" + ServerApiClient.urlEncode(id) + "/resolve", request, ForecastResponse.class);
        return new CommandResult(resolved.body(), ForecastTextFormatter.formatForecast(resolved.value()));
    }
}
