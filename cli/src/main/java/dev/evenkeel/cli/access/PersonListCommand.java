// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// `evenkeel person list`: everybody who may sign in.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists everybody, those who have ended among them.",
            "",
            "Example:",
            "  ./evenkeel person list",
            ""
        })
final class PersonListCommand extends ServerCommand {
    @Override
    protected CommandResult ask(ServerApiClient api) throws InterruptedException {
        JsonNode people = api.get("/api/v1/people").body();
        return new CommandResult(people, AccessTextFormatter.people(people));
    }
}
