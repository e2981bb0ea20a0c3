// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApi;
import dev.evenkeel.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/// `evenkeel line go`: it goes on.
@Command(
        name = "go",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lets a stopped line go.",
            "",
            "Example:",
            "  ./evenkeel line go --reason \"payments work again\"",
            ""
        })
final class LineGoCommand extends ServerCommand {
    @Mixin
    private LineOrder order = new LineOrder();

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        JsonNode lines = api.post(path("/line/go"), order.body()).body();
        return new Result(lines, GateText.lines(lines));
    }
}
