// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.terminal.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// The `evenkeel slo list` command: lists the status of all SLOs.
@Command(
        description = {
            "Lists the SLOs with state, remaining error budget and firing alerts.",
            "",
            "Example:",
            "  ./evenkeel slo list --service payments",
            ""
        })
final class SloListCommand extends AbstractServerCommand {
    @Option(names = "--service", paramLabel = "KEY", description = OptionDescriptions.ONLY_SERVICE)
    private String service = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ArrayNode found = ServerApiClient.JSON.createArrayNode();
        api.get("/api/v1/slos")
                .body()
                .valueStream()
                .filter(slo ->
                        service.isEmpty() || slo.path("service").asString().equals(service))
                .forEach(found::add);
        return new CommandResult(found, text(found));
    }

    private static String text(ArrayNode slos) {
        if (slos.isEmpty()) {
            return "No SLOs. To create some: ./evenkeel slo apply FILE";
        }
        var textTable = new TextTable("NAME", "SERVICE", "OBJECTIVE", "STATE", "BUDGET LEFT", "FIRING", "LAST DATA");
        for (JsonNode slo : slos) {
            for (JsonNode objective : slo.path("objectives")) {
                textTable.addRow(
                        slo.path("name").asString(),
                        slo.path("service").asString(),
                        objective.path("name").asString(),
                        objective.path("state").asString(),
                        SloTextFormatter.formatPercent(objective.path("remaining")),
                        SloTextFormatter.formatFiring(objective),
                        SloTextFormatter.textOrDefault(objective.path("lastDataAt"), "never"));
            }
        }
        return textTable.toString();
    }
}
