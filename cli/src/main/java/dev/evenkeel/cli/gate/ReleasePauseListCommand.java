// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel line show` command: lists paused releases.
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows which lines of an environment are stopped, by whom, why and since when.",
            "",
            "Example:",
            "  ./evenkeel line show --environment prod",
            ""
        })
final class ReleasePauseListCommand extends AbstractServerCommand {

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode lines = api.get(environmentPath("/release-pauses")).body();
        return new CommandResult(lines, GateTextFormatter.formatReleasePauses(lines));
    }
}
