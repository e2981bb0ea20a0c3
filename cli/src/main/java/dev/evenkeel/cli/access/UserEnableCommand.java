// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel user enable` command: enables a disabled user.
@Command(
        name = "enable",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lets somebody in again who had ended, with the roles they had.",
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
                person, name() + " may sign in again. A link to set a password: ./evenkeel user invite " + name());
    }
}
