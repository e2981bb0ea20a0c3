// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.http.ServerApi;
import dev.evenkeel.cli.http.ServerCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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
    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "Only changes of this service (default: the whole environment).")
    private @Nullable String service;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; it stands in the ledger.")
    private String reason = "";

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        ObjectNode order = ServerApi.JSON.createObjectNode().put("reason", reason);
        if (service != null) {
            order.put("service", service);
        }
        JsonNode lines = api.post(path("/line/go"), order.toString()).body();
        return new Result(lines, GateText.lines(lines));
    }
}
