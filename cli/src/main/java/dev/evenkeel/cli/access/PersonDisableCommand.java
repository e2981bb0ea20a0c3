// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// `evenkeel person end`: ends somebody.
@Command(
        name = "end",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Ends somebody: at once they can do nothing, their sessions and tokens are over. Their name is never given again.",
            "",
            "Example:",
            "  ./evenkeel person end anna --reason \"left the company\"",
            ""
        })
final class PersonDisableCommand extends PersonActionCommand {
    @Override
    protected CommandResult ask(ServerApiClient api) throws InterruptedException {
        JsonNode ended = api.delete(orderPath("")).body();
        return new CommandResult(
                ended, name() + " has ended. To let them in again: ./evenkeel person return " + name());
    }
}
