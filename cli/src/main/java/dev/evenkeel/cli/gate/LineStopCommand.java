// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.http.ServerApi;
import dev.evenkeel.cli.http.ServerCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `evenkeel line stop`: nothing goes on.
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Stops the line: no rollout starts, advances or completes until it goes. What lowers an exposure goes on.",
            "",
            "Examples:",
            "  ./evenkeel line stop --reason \"payments fail\"",
            "  ./evenkeel line stop --service payments --environment prod --reason \"payments fail\"",
            ""
        })
final class LineStopCommand extends ServerCommand {
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
        JsonNode lines = api.post(path("/line/stop"), order.toString()).body();
        return new Result(lines, GateText.lines(lines));
    }
}
