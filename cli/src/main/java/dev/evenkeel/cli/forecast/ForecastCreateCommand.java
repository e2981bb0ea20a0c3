// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.forecast;

import dev.evenkeel.api.ForecastApi.CreateForecastRequest;
import dev.evenkeel.api.ForecastApi.ForecastResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The `evenkeel forecast create` command: creates a forecast.
@Command(
        description = {
            "Creates a forecast: the probability of an event, or quantiles of an amount.",
            "",
            "Examples:",
            "  ./evenkeel forecast create --class migration --probability 0.1 --resolver ben \\",
            "      --statement \"migrating in March causes a major incident\" \\",
            "      --event \"a SEV1 or SEV2 incident is linked to the change\" --horizon 2027-04-01T00:00:00Z",
            "  ./evenkeel forecast create --class outage --quantile 0.05=19 --quantile 0.5=80 --quantile 0.95=480 \\",
            "      --unit min --resolver ben --statement \"how long the next outage lasts\" \\",
            "      --event \"minutes from HARM_STARTED to MITIGATED\" --horizon 2027-04-01T00:00:00Z",
            ""
        })
final class ForecastCreateCommand extends AbstractServerCommand {
    @Option(
            names = "--class",
            paramLabel = "NAME",
            required = true,
            description = "Class of the event, such as migration. Only forecasts of one class are scored together.")
    private String eventClass = "";

    @Option(names = "--statement", paramLabel = "TEXT", required = true, description = "The forecast in one sentence.")
    private String statement = "";

    @Option(
            names = "--event",
            paramLabel = "TEXT",
            required = true,
            description = "Criterion for the event, or definition of the amount.")
    private String event = "";

    @Option(
            names = "--horizon",
            paramLabel = "TIME",
            required = true,
            description = "End of the forecast period, such as 2027-04-01T00:00:00Z.")
    private Instant horizon = Instant.EPOCH;

    @Option(
            names = "--resolve-by",
            paramLabel = "TIME",
            description = "Due date of the outcome (default: 7 days after the horizon).")
    private @Nullable Instant resolveBy;

    @Option(names = "--unit", paramLabel = "UNIT", description = "Unit of the quantiles, such as min or CHF.")
    private @Nullable String unit;

    @Option(
            names = "--resolver",
            paramLabel = "NAME",
            required = true,
            description = "User who records the outcome, not the author.")
    private String resolver = "";

    @Mixin
    private NewForecastOptions prediction = new NewForecastOptions();

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var request = new CreateForecastRequest(
                eventClass,
                statement,
                event,
                horizon,
                resolveBy,
                prediction.probability(),
                prediction.quantiles(),
                unit,
                prediction.model(),
                prediction.inputs() == null ? null : readJsonObject("--inputs", prediction.inputs()),
                prediction.author(),
                resolver);
        var created = api.post("/api/v1/forecasts", request, ForecastResponse.class);
        return new CommandResult(created.body(), ForecastTextFormatter.formatForecast(created.value()));
    }
}
