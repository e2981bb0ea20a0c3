// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.api.NotificationApi.NotificationRuleResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel notification-rule update` command: changes a notification rule.
@Command(
        description = {
            "Changes a notification rule. Options that you omit are unchanged.",
            "",
            "Example:",
            "  ./evenkeel notification-rule update payments --severity TICKET",
            ""
        })
final class NotificationRuleUpdateCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NAME", description = "Name of the rule.")
    private String name = "";

    @Option(names = "--channel", paramLabel = "NAME", description = "Channel to send to.")
    private @Nullable String channel;

    @Mixin
    private NotificationRuleOptions options = new NotificationRuleOptions();

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private @Nullable String reason;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        String path = "/api/v1/notification-rules/" + ServerApiClient.urlEncode(name);
        var stored = api.get(path, NotificationRuleResponse.class).value();
        var rule = api.put(path, options.toRequest(stored, channel, reason), NotificationRuleResponse.class);
        return new CommandResult(rule.body(), "Notification rule " + name + " updated.");
    }
}
