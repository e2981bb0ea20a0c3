// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import dev.evenkeel.cli.client.ServerApi;
import dev.evenkeel.cli.command.OptionHelp;
import dev.evenkeel.cli.command.ServerCommand;
import dev.evenkeel.cli.terminal.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// `evenkeel slo list`: how the objectives of a server stand.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists every objective: its state, what is left of its budget, which alerts fire.",
            "",
            "Example:",
            "  ./evenkeel slo list --service payments",
            ""
        })
final class SloListCommand extends ServerCommand {
    @Option(names = "--service", paramLabel = "KEY", description = OptionHelp.ONLY_SERVICE)
    private String service = "";

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        ArrayNode found = ServerApi.JSON.createArrayNode();
        api.get("/api/v1/slos")
                .body()
                .valueStream()
                .filter(slo ->
                        service.isEmpty() || slo.path("service").asString().equals(service))
                .forEach(found::add);
        return new Result(found, text(found));
    }

    private static String text(ArrayNode slos) {
        if (slos.isEmpty()) {
            return "No SLO is kept.";
        }
        var table = new TextTable("NAME", "SERVICE", "OBJECTIVE", "STATE", "BUDGET LEFT", "FIRING", "LAST DATA");
        for (JsonNode slo : slos) {
            for (JsonNode objective : slo.path("objectives")) {
                table.row(
                        slo.path("name").asString(),
                        slo.path("service").asString(),
                        objective.path("name").asString(),
                        objective.path("state").asString(),
                        SloText.percent(objective.path("remaining")),
                        SloText.firing(objective),
                        SloText.or(objective.path("lastDataAt"), "never"));
            }
        }
        return table.toString();
    }
}
