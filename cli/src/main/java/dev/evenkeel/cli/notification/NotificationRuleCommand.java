// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel notification-rule` commands: manage which events are sent to which channel.
@Command(
        name = "notification-rule",
        mixinStandardHelpOptions = true,
        description = "Manage which events are sent to which notification channel.")
public final class NotificationRuleCommand extends CommandGroup {
    public NotificationRuleCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "create", "update", "delete", "dry-run");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new NotificationRuleListCommand();
            case "create" -> new NotificationRuleCreateCommand();
            case "update" -> new NotificationRuleUpdateCommand();
            case "delete" -> new NotificationRuleDeleteCommand();
            case "dry-run" -> new NotificationRuleDryRunCommand();
            default -> null;
        };
    }
}
