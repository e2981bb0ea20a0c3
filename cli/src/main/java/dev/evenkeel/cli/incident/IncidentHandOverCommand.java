// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.api.IncidentApi.HandOverIncidentRequest;
import dev.evenkeel.api.IncidentApi.HandoverSummaryResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The `evenkeel incident hand-over` command: assigns another incident commander.
@Command(
        description = {
            "Assigns another incident commander and prints a summary for the handover.",
            "",
            "Example:",
            "  ./evenkeel incident hand-over i-5f0c2b7e9a1d4c38 --to eve",
            ""
        })
final class IncidentHandOverCommand extends AbstractIncidentActionCommand {
    @Option(names = "--to", paramLabel = "NAME", required = true, description = "The new incident commander.")
    private String to = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var response =
                api.post(incidentPath("/hand-over"), new HandOverIncidentRequest(to), HandoverSummaryResponse.class);
        return new CommandResult(response.body(), response.value().summary());
    }
}
