// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.client.ServerApi;
import dev.evenkeel.cli.command.OptionHelp;
import dev.evenkeel.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `evenkeel sink delete`: forgets a sink and its secret.
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Forgets a sink and its secret. Routes must not lead to it.",
            "",
            "Example:",
            "  ./evenkeel sink delete audit --reason \"moved\"",
            ""
        })
final class SinkDeleteCommand extends ServerCommand {
    @Parameters(paramLabel = "NAME", description = "The sink.")
    private String name = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionHelp.REASON)
    private String reason = "";

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        api.delete("/api/v1/sinks/" + ServerApi.segment(name) + "?reason=" + ServerApi.segment(reason));
        return new Result(
                ServerApi.JSON.createObjectNode().put("name", name).put("deleted", true),
                "Sink " + name + " is deleted.");
    }
}
