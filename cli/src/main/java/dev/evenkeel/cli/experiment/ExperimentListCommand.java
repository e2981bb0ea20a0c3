// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.experiment;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.terminal.TextTable;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// The `evenkeel experiment list` command: lists experiments.
@Command(
        description = {
            "Lists the experiments of an environment, newest first.",
            "",
            "Example:",
            "  ./evenkeel experiment list --running",
            ""
        })
final class ExperimentListCommand extends AbstractServerCommand {
    @Option(names = "--running", description = "Only running experiments.")
    private boolean running;

    @Option(names = "--all", description = "Experiments of all environments.")
    private boolean all;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        List<JsonNode> found = api.get("/api/v1/experiments")
                .body()
                .valueStream()
                .filter(this::matchesFilters)
                .toList();
        ArrayNode answer = ServerApiClient.JSON.createArrayNode();
        found.forEach(answer::add);
        return new CommandResult(answer, text(found));
    }

    private boolean matchesFilters(JsonNode experiment) {
        boolean here = all || experiment.path("environment").asString().equals(environment());
        return here && (!running || experiment.path("endedAt").isNull());
    }

    private String text(List<JsonNode> found) {
        if (found.isEmpty()) {
            return (running ? "No running experiments " : "No experiments ")
                    + (all ? "on this server." : "in environment " + environment() + ".")
                    + " To start one: ./evenkeel experiment start FLAG --goal METRIC";
        }
        var textTable = new TextTable("ID", "FLAG", "ENVIRONMENT", "GOAL", "UNITS", "STATUS", "CONCLUSION");
        found.forEach(experiment -> textTable.addRow(
                experiment.path("id").asString(),
                experiment.path("flag").asString(),
                experiment.path("environment").asString(),
                experiment.at("/plan/goals/0/metric").asString(),
                experiment.path("analyzedUnits").asString(),
                experiment.path("endedAt").isNull() ? "running" : "ended",
                experiment.at("/conclusion/verdict").asString()));
        return textTable.toString();
    }
}
