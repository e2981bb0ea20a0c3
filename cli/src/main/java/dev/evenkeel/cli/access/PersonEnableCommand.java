// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// `evenkeel person return`: lets somebody in again.
@Command(
        name = "return",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lets somebody in again who had ended, with the roles they had.",
            "",
            "Example:",
            "  ./evenkeel person return anna",
            ""
        })
final class PersonEnableCommand extends PersonActionCommand {
    @Override
    protected CommandResult ask(ServerApiClient api) throws InterruptedException {
        JsonNode person = api.post(orderPath("/return"), null).body();
        return new CommandResult(
                person, name() + " may sign in again. A link to set a password: ./evenkeel person invite " + name());
    }
}
