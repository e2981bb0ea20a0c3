// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel user disable` command: disables a user.
@Command(
        name = "disable",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Ends somebody: at once they can do nothing, their sessions and tokens are over. Their name is never given again.",
            "",
            "Example:",
            "  ./evenkeel user disable anna --reason \"left the company\"",
            ""
        })
final class UserDisableCommand extends AbstractUserActionCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode ended = api.post(actionPath("/disable"), null).body();
        return new CommandResult(ended, name() + " has ended. To let them in again: ./evenkeel user enable " + name());
    }
}
