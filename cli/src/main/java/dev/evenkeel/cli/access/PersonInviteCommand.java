// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// `evenkeel person invite`: a new link for somebody.
@Command(
        name = "invite",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints a new link by which somebody sets a password, for who forgot it. The old password works until then.",
            "",
            "Example:",
            "  ./evenkeel person invite anna",
            ""
        })
final class PersonInviteCommand extends PersonActionCommand {
    @Override
    protected CommandResult ask(ServerApiClient api) throws InterruptedException {
        JsonNode invited = api.post(orderPath("/invite"), null).body();
        return new CommandResult(invited, AccessTextFormatter.invitation(invited));
    }
}
