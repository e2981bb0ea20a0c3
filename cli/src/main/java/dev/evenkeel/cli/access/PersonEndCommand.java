// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApi;
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
final class PersonEndCommand extends NamedPersonCommand {
    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        JsonNode ended = api.delete(orderPath("")).body();
        return new Result(ended, name() + " has ended. To let them in again: ./evenkeel person return " + name());
    }
}
