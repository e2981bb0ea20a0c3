// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.forecast;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// The `evenkeel forecast score` command: scores resolved forecasts.
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        sortOptions = false,
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
        JsonNode scores = api.get("/api/v1/forecasts/scores?eventClass=" + ServerApiClient.urlEncode(eventClass))
                .body();
        if (scores.isEmpty()) {
            return new CommandResult(scores, "No forecasts. To create one: ./evenkeel forecast create");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode score : scores) {
            String name = score.path("eventClass").asString();
            JsonNode few = ForecastScoreTextFormatter.isScored(score)
                    ? ServerApiClient.JSON.createArrayNode()
                    : api.get("/api/v1/forecasts?eventClass=" + ServerApiClient.urlEncode(name))
                            .body();
            texts.add(ForecastScoreTextFormatter.format(score, few));
        }
        return new CommandResult(scores, String.join(System.lineSeparator().repeat(2), texts));
    }
}
