// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel user enable` command: enables a disabled user.
@Command(
        description = {
            "Enables a disabled user with the previous roles.",
            "To sign in, the user needs a new password (./evenkeel user invite NAME) or single sign-on.",
            "",
            "Example:",
            "  ./evenkeel user enable anna",
            ""
        })
final class UserEnableCommand extends AbstractUserActionCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode person = api.post(actionPath("/enable"), null).body();
        return new CommandResult(
                person, "User " + name() + " enabled. For a link to set a password: ./evenkeel user invite " + name());
    }
}
