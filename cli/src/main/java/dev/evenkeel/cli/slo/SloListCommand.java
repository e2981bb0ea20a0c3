// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import dev.evenkeel.api.SloApi.SloStatusResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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
        var response = api.get("/api/v1/slos", SloStatusResponse[].class);
        List<SloStatusResponse> slos = new ArrayList<>();
        ArrayNode bodies = ServerApiClient.JSON.createArrayNode();
        for (int i = 0; i < response.value().length; i++) {
            SloStatusResponse slo = response.value()[i];
            if (service.isEmpty() || slo.service().equals(service)) {
                slos.add(slo);
                bodies.add(response.body().get(i));
            }
        }
        return new CommandResult(bodies, SloTextFormatter.formatTable(slos));
    }
}
