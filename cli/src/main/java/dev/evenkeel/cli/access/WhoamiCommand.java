// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.api.UserApi.CurrentUserResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;

/// The `evenkeel whoami` command: shows the user or token as whom the server authenticates the caller.
@Command(
        description = {
            "Shows the user or machine of your token and its permissions.",
            "",
            "Example:",
            "  ./evenkeel whoami",
            ""
        })
public final class WhoamiCommand extends AbstractServerCommand {
    public WhoamiCommand() {}

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var me = api.get("/api/v1/me", CurrentUserResponse.class);
        return new CommandResult(me.body(), AccessTextFormatter.formatCurrentUser(me.value()));
    }
}
