// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel release status` command: lists paused releases.
@Command(
        description = {
            "Lists the paused releases of an environment, with user, time and reason.",
            "",
            "Example:",
            "  ./evenkeel release status --environment production",
            ""
        })
final class ReleasePauseListCommand extends AbstractServerCommand {

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode lines = api.get(environmentPath("/release-pauses")).body();
        return new CommandResult(lines, GateTextFormatter.formatReleasePauses(lines));
    }
}
