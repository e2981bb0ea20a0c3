// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.api.UserApi.CreateUserRequest;
import dev.evenkeel.api.UserApi.InvitationResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel user create` command: creates a user.
@Command(
        description = {
            "Creates a user and prints an invitation link to set a password.",
            "The link works once within three days and is not shown again.",
            "",
            "Example:",
            "  ./evenkeel user create anna --role author@payments --role approver@ledger --reason \"joins the team\"",
            ""
        })
final class UserCreateCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NAME", description = "Username; shown in the audit log.")
    private String name = "";

    @Option(names = "--display-name", paramLabel = "TEXT", description = "Display name, such as \"Anna Keller\".")
    private String displayName = "";

    @Option(names = "--role", paramLabel = "ROLE[@SERVICE]", description = OptionDescriptions.ROLE)
    private List<String> roles = List.of();

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var request = new CreateUserRequest(name, displayName, roles, reason);
        var invited = api.post("/api/v1/users", request, InvitationResponse.class);
        return new CommandResult(invited.body(), AccessTextFormatter.formatInvitation(invited.value()));
    }
}
