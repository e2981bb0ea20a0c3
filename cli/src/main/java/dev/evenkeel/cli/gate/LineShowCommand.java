// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApi;
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
final class LineShowCommand extends ServerCommand {

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        JsonNode lines = api.get(path("/line")).body();
        return new Result(lines, GateText.lines(lines));
    }
}
