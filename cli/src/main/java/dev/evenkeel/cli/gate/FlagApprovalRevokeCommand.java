// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel approval revoke` command: revokes an approval.
@Command(
        description = {
            "Revokes an approval before it expires.",
            "",
            "Example:",
            "  ./evenkeel approval revoke ga-5f0c31a2b4d6e8f0",
            ""
        })
final class FlagApprovalRevokeCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "APPROVAL", description = "ID of the approval; ./evenkeel approval list shows it.")
    private String id = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode none = api.delete(environmentPath("/approvals/" + ServerApiClient.urlEncode(id)))
                .body();
        return new CommandResult(none, "Approval " + id + " revoked.");
    }
}
