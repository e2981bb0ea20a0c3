// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.client.ServerApi;
import dev.evenkeel.cli.command.OptionHelp;
import dev.evenkeel.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `evenkeel route delete`: forgets a route.
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Forgets a route. What is planned already is still sent.",
            "",
            "Example:",
            "  ./evenkeel route delete payments",
            ""
        })
final class RouteDeleteCommand extends ServerCommand {
    @Parameters(paramLabel = "NAME", description = "The route.")
    private String name = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionHelp.REASON)
    private String reason = "";

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        api.delete("/api/v1/routes/" + ServerApi.segment(name) + "?reason=" + ServerApi.segment(reason));
        return new Result(
                ServerApi.JSON.createObjectNode().put("name", name).put("deleted", true),
                "Route " + name + " is deleted.");
    }
}
