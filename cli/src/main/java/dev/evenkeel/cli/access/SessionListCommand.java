// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel session list` command: lists console sessions.
@Command(
        description = {
            "Lists your console sessions; administrators see the sessions of all users.",
            "",
            "Example:",
            "  ./evenkeel session list",
            ""
        })
final class SessionListCommand extends AbstractServerCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode sessions = api.get("/api/v1/sessions").body();
        return new CommandResult(sessions, AccessTextFormatter.formatSessions(sessions));
    }
}
