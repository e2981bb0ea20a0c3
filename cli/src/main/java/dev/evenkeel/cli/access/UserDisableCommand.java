// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel user disable` command: disables a user.
@Command(
        description = {
            "Disables a user and immediately deletes their password, sessions and API tokens.",
            "Usernames are never reused. To undo: ./evenkeel user enable NAME",
            "",
            "Example:",
            "  ./evenkeel user disable anna --reason \"left the company\"",
            ""
        })
final class UserDisableCommand extends AbstractUserActionCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode ended = api.post(actionPath("/disable"), null).body();
        return new CommandResult(ended, "User " + name() + " disabled. To undo: ./evenkeel user enable " + name());
    }
}
