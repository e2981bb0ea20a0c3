// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel route` commands: manage the rules that route events to channels.
@Command(name = "route", mixinStandardHelpOptions = true, description = "Which events go where.")
public final class NotificationRuleCommand extends CommandGroup {
    public NotificationRuleCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "set", "dry-run", "delete");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new NotificationRuleListCommand();
            case "set" -> new NotificationRuleSetCommand();
            case "dry-run" -> new NotificationRuleDryRunCommand();
            case "delete" -> new NotificationRuleDeleteCommand();
            default -> null;
        };
    }
}
