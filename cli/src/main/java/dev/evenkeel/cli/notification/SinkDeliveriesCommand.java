// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.client.ServerApi;
import dev.evenkeel.cli.command.OptionHelp;
import dev.evenkeel.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `evenkeel sink deliveries`: what became of messages.
@Command(
        name = "deliveries",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists messages with their last answers, the newest first.",
            "",
            "Example:",
            "  ./evenkeel sink deliveries audit",
            ""
        })
final class SinkDeliveriesCommand extends ServerCommand {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Only to this sink.")
    private String name = "";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = OptionHelp.LIMIT)
    private int limit;

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        JsonNode deliveries = api.get("/api/v1/deliveries?limit=" + limit + "&sink=" + ServerApi.segment(name))
                .body();
        return new Result(deliveries, EventText.deliveries(deliveries));
    }
}
