// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel decision-record show` command: shows one decision record.
@Command(
        description = {
            "Prints the text of a decision record.",
            "",
            "Example:",
            "  ./evenkeel decision-record show 0007-use-quarkus",
            ""
        })
final class DecisionRecordShowCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "ID", description = "ID of the record, such as 0007-use-quarkus.")
    private String id = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode one = api.get("/api/v1/decision-records/" + ServerApiClient.urlEncode(id))
                .body();
        return new CommandResult(one, one.path("text").stringValue("").stripTrailing());
    }
}
