// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.api.NotificationApi.NotificationRuleResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.DeclinedException;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel notification-rule create` command: creates a notification rule.
@Command(
        description = {
            "Creates a rule that sends events to a channel. Fails if the rule exists.",
            "Without --event, it sends the default events: rollbacks, breached SLOs, long unplanned holds and",
            "approval requests.",
            "",
            "Examples:",
            "  ./evenkeel notification-rule create payments --channel payments-oncall --service payments",
            "  ./evenkeel notification-rule create audit --channel audit --event '*' --hold-after PT0S",
            ""
        })
final class NotificationRuleCreateCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NAME", description = "Name of the rule.")
    private String name = "";

    @Option(names = "--channel", paramLabel = "NAME", required = true, description = "Channel to send to.")
    private String channel = "";

    @Mixin
    private NotificationRuleOptions options = new NotificationRuleOptions();

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private @Nullable String reason;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        boolean isExisting = Stream.of(api.get("/api/v1/notification-rules", NotificationRuleResponse[].class)
                        .value())
                .anyMatch(rule -> rule.name().equals(name));
        if (isExisting) {
            throw new DeclinedException("Notification rule \"" + name + "\" already exists. It was not changed."
                    + " To change it: ./evenkeel notification-rule update " + name);
        }
        var rule = api.put(
                "/api/v1/notification-rules/" + ServerApiClient.urlEncode(name),
                options.toRequest(channel, reason),
                NotificationRuleResponse.class);
        return new CommandResult(
                rule.body(),
                "Notification rule " + name + " created. To see what it would have sent in the last day: "
                        + "./evenkeel notification-rule dry-run " + name);
    }
}
