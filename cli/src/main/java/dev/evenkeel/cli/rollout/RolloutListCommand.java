// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.api.RolloutApi.RolloutResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.terminal.TextTable;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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
        List<TypedResponse<RolloutResponse>> found = api.list("/api/v1/rollouts", RolloutResponse.class).stream()
                .filter(rollout -> matchesFilters(rollout.value()))
                .limit(Math.max(0, limit))
                .toList();
        ArrayNode answer = ServerApiClient.JSON.createArrayNode();
        found.forEach(rollout -> answer.add(rollout.body()));
        return new CommandResult(
                answer, format(found.stream().map(TypedResponse::value).toList()));
    }

    private boolean matchesFilters(RolloutResponse rollout) {
        boolean here = all || rollout.environment().equals(environment());
        return here && (!running || rollout.endedAt() == null);
    }

    private String format(List<RolloutResponse> found) {
        if (found.isEmpty()) {
            return (running ? "No running rollouts " : "No rollouts ")
                    + (all ? "on this server" : "in " + environment())
                    + ". To start one: ./evenkeel rollout start FLAG";
        }
        var textTable =
                new TextTable("ID", "FLAG", "ENVIRONMENT", "CANDIDATE", "STATUS", "STEP", "EXPOSURE", "STARTED");
        found.forEach(rollout -> textTable.addRow(
                rollout.id(),
                rollout.flag(),
                rollout.environment(),
                rollout.candidate(),
                rollout.status().name(),
                rollout.step() + 1 + "/" + rollout.plan().steps().size(),
                rollout.exposure() + "%",
                RolloutValueFormatter.formatMinute(rollout.startedAt())));
        return textTable.toString();
    }
}
