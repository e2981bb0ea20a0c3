// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel decision-record list` command: lists decision records.
@Command(
        description = {
            "Lists the decision records on the server.",
            "",
            "Example:",
            "  ./evenkeel decision-record list",
            ""
        })
final class DecisionRecordListCommand extends AbstractServerCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode records = api.get("/api/v1/decision-records").body();
        return new CommandResult(records, TechTextFormatter.formatRecords(records));
    }
}
