// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.OptionDescriptions;
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
final class NotificationRuleDeleteCommand extends ServerCommand {
    @Parameters(paramLabel = "NAME", description = "The route.")
    private String name = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult ask(ServerApiClient api) throws InterruptedException {
        api.delete("/api/v1/routes/" + ServerApiClient.segment(name) + "?reason=" + ServerApiClient.segment(reason));
        return new CommandResult(
                ServerApiClient.JSON.createObjectNode().put("name", name).put("deleted", true),
                "Route " + name + " is deleted.");
    }
}
