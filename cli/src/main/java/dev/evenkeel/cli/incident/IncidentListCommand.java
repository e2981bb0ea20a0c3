// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.api.IncidentApi.IncidentResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The `evenkeel incident list` command: lists incidents.
@Command(description = {"Lists incidents, newest first.", "", "Example:", "  ./evenkeel incident list --open", ""})
final class IncidentListCommand extends AbstractServerCommand {
    @Option(names = "--open", description = "Only open and mitigated incidents.")
    private boolean open;

    @Option(names = "--service", paramLabel = "KEY", description = OptionDescriptions.ONLY_SERVICE)
    private String service = "";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = OptionDescriptions.LIMIT)
    private int limit;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var response = api.get(
                "/api/v1/incidents?open=" + open + "&limit=" + limit + "&service=" + ServerApiClient.urlEncode(service),
                IncidentResponse[].class);
        return new CommandResult(
                response.body(),
                response.value().length == 0
                        ? "No " + (open ? "open " : "") + "incidents. To declare one: ./evenkeel incident declare"
                        : IncidentTextFormatter.formatTable(response.value()));
    }
}
