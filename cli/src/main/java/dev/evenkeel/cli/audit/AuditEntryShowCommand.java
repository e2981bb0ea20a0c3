// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel audit show` command: shows one audit entry with its changes.
@Command(
        description = {
            "Shows an audit entry and the values that it changed.",
            "",
            "Example:",
            "  ./evenkeel audit show 17",
            ""
        })
final class AuditEntryShowCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NUMBER", description = "Number of the entry.")
    private long number;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode entry = api.get("/api/v1/audit/" + number).body();
        return new CommandResult(entry, AuditTextFormatter.formatEntry(entry));
    }
}
