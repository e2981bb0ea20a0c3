// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel user invite` command: creates a new invitation link for a user.
@Command(
        description = {
            "Prints a new link with which a user sets a password.",
            "The current password stays valid until the link is used.",
            "",
            "Example:",
            "  ./evenkeel user invite anna",
            ""
        })
final class UserReinviteCommand extends AbstractUserActionCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode invited = api.post(actionPath("/invite"), null).body();
        return new CommandResult(invited, AccessTextFormatter.formatInvitation(invited));
    }
}
