// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.experiment;

import dev.evenkeel.api.ExperimentApi.ExperimentResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.terminal.TextTable;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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
        List<TypedResponse<ExperimentResponse>> found =
                api.list("/api/v1/experiments", ExperimentResponse.class).stream()
                        .filter(experiment -> matchesFilters(experiment.value()))
                        .toList();
        ArrayNode answer = ServerApiClient.JSON.createArrayNode();
        found.forEach(experiment -> answer.add(experiment.body()));
        return new CommandResult(
                answer, format(found.stream().map(TypedResponse::value).toList()));
    }

    private boolean matchesFilters(ExperimentResponse experiment) {
        boolean here = all || experiment.environment().equals(environment());
        return here && (!running || experiment.endedAt() == null);
    }

    private String format(List<ExperimentResponse> found) {
        if (found.isEmpty()) {
            return (running ? "No running experiments " : "No experiments ")
                    + (all ? "on this server." : "in environment " + environment() + ".")
                    + " To start one: ./evenkeel experiment start FLAG --goal METRIC";
        }
        var textTable = new TextTable("ID", "FLAG", "ENVIRONMENT", "GOAL", "UNITS", "STATUS", "CONCLUSION");
        found.forEach(experiment -> textTable.addRow(
                experiment.id(),
                experiment.flag(),
                experiment.environment(),
                experiment.plan().primary().metric(),
                Long.toString(experiment.analyzedUnits()),
                experiment.endedAt() == null ? "running" : "ended",
                experiment.conclusion().verdict().name()));
        return textTable.toString();
    }
}
