// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.forecast;

import dev.evenkeel.api.ForecastApi.ForecastResponse;
import dev.evenkeel.api.ForecastApi.ForecastScoreResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The `evenkeel forecast score` command: scores resolved forecasts.
@Command(
        description = {
            "Scores the resolved forecasts of each class.",
            "A class needs 20 resolved forecasts for a score; otherwise its forecasts are listed. There is no score",
            "across classes.",
            "",
            "Example:",
            "  ./evenkeel forecast score --class rollout-step",
            ""
        })
final class ForecastScoreCommand extends AbstractServerCommand {
    @Option(names = "--class", paramLabel = "NAME", description = "Only forecasts of this class.")
    private String eventClass = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var scores = api.get(
                "/api/v1/forecasts/scores?eventClass=" + ServerApiClient.urlEncode(eventClass),
                ForecastScoreResponse[].class);
        List<String> texts = new ArrayList<>();
        for (ForecastScoreResponse score : scores.value()) {
            List<ForecastResponse> unscored = ForecastScoreTextFormatter.isScored(score)
                    ? List.of()
                    : List.of(api.get(
                                    "/api/v1/forecasts?eventClass=" + ServerApiClient.urlEncode(score.eventClass()),
                                    ForecastResponse[].class)
                            .value());
            texts.add(ForecastScoreTextFormatter.format(score, unscored));
        }
        return new CommandResult(
                scores.body(),
                texts.isEmpty()
                        ? "No forecasts. To create one: ./evenkeel forecast create"
                        : String.join(System.lineSeparator().repeat(2), texts));
    }
}
