// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel notification-rule delete` command: deletes a notification rule.
@Command(
        description = {
            "Deletes a notification rule. Messages that are already scheduled are still sent.",
            "",
            "Example:",
            "  ./evenkeel notification-rule delete payments",
            ""
        })
final class NotificationRuleDeleteCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NAME", description = "Name of the rule.")
    private String name = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        api.delete("/api/v1/notification-rules/" + ServerApiClient.urlEncode(name) + "?reason="
                + ServerApiClient.urlEncode(reason));
        return new CommandResult(
                ServerApiClient.JSON.createObjectNode().put("name", name).put("deleted", true),
                "Notification rule " + name + " deleted.");
    }
}
