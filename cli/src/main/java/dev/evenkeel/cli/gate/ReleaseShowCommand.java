// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// `evenkeel line show`: what is stopped.
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
final class ReleaseShowCommand extends ServerCommand {

    @Override
    protected CommandResult ask(ServerApiClient api) throws InterruptedException {
        JsonNode lines = api.get(path("/line")).body();
        return new CommandResult(lines, GateTextFormatter.lines(lines));
    }
}
