// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel notification-rule` commands: manage which events are sent to which channel.
@Command(description = "Manage which events are sent to which notification channel.")
public final class NotificationRuleCommand extends CommandGroup {
    public NotificationRuleCommand() {
        super(
                verb("list", NotificationRuleListCommand.class),
                verb("create", NotificationRuleCreateCommand.class),
                verb("update", NotificationRuleUpdateCommand.class),
                verb("delete", NotificationRuleDeleteCommand.class),
                verb("dry-run", NotificationRuleDryRunCommand.class));
    }
}
