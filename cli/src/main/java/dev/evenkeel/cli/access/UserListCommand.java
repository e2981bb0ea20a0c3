// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel user list` command: lists all users, including disabled ones.
@Command(description = {"Lists all users, including disabled ones.", "", "Example:", "  ./evenkeel user list", ""})
final class UserListCommand extends AbstractServerCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode people = api.get("/api/v1/users").body();
        return new CommandResult(people, AccessTextFormatter.formatPeople(people));
    }
}
