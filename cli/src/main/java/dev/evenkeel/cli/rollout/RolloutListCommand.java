// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.terminal.TextTable;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// The `evenkeel rollout list` command: lists rollouts.
@Command(
        description = {
            "Lists the rollouts of an environment, newest first.",
            "",
            "Example:",
            "  ./evenkeel rollout list --running",
            ""
        })
final class RolloutListCommand extends AbstractServerCommand {
    @Option(names = "--running", description = "Only rollouts that have not ended.")
    private boolean running;

    @Option(names = "--all", description = "Rollouts of all environments.")
    private boolean all;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = OptionDescriptions.LIMIT)
    private int limit;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        List<JsonNode> found = api.get("/api/v1/rollouts")
                .body()
                .valueStream()
                .filter(this::matchesFilters)
                .limit(Math.max(0, limit))
                .toList();
        ArrayNode answer = ServerApiClient.JSON.createArrayNode();
        found.forEach(answer::add);
        return new CommandResult(answer, text(found));
    }

    private boolean matchesFilters(JsonNode rollout) {
        boolean here = all || rollout.path("environment").asString().equals(environment());
        return here && (!running || rollout.path("endedAt").isNull());
    }

    private String text(List<JsonNode> found) {
        if (found.isEmpty()) {
            return (running ? "No running rollouts " : "No rollouts ")
                    + (all ? "on this server" : "in " + environment())
                    + ". To start one: ./evenkeel rollout start FLAG";
        }
        var textTable =
                new TextTable("ID", "FLAG", "ENVIRONMENT", "CANDIDATE", "STATUS", "STEP", "EXPOSURE", "STARTED");
        found.forEach(rollout -> textTable.addRow(
                rollout.path("id").asString(),
                rollout.path("flag").asString(),
                rollout.path("environment").asString(),
                rollout.path("candidate").asString(),
                rollout.path("status").asString(),
                rollout.path("step").asInt() + 1 + "/"
                        + rollout.at("/plan/steps").size(),
                rollout.path("exposure").asString() + "%",
                RolloutValueFormatter.formatMinute(rollout.path("startedAt"))));
        return textTable.toString();
    }
}
