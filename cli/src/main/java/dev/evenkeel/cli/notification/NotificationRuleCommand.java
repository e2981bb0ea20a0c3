// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.api.NotificationApi.NotificationRuleResponse;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import picocli.CommandLine.Command;

/// The `evenkeel notification-rule` commands: manage which events are sent to which channel.
@Command(description = "Manage which events are sent to which notification channel.")
public final class NotificationRuleCommand extends CommandGroup {
    private static final Resource RULES =
            Resource.at("/api/v1/notification-rules").argument("NAME", "Name of the rule.");

    public NotificationRuleCommand() {
        super(
                RULES.list(NotificationRuleResponse[].class, NotificationTextFormatter::formatRules)
                        .verb("list", """
                        Lists the notification rules, including the implicit rules of services.
                        A channel with the name of a service's escalation target or owner has an implicit rule for that service.

                        Example:
                          ./evenkeel notification-rule list
                        """),
                verb("create", NotificationRuleCreateCommand.class),
                verb("update", NotificationRuleUpdateCommand.class),
                RULES.delete("Notification rule %s", "deleted").reason().verb("delete", """
                        Deletes a notification rule. Messages that are already scheduled are still sent.

                        Example:
                          ./evenkeel notification-rule delete payments
                        """),
                verb("dry-run", NotificationRuleDryRunCommand.class));
    }
}
