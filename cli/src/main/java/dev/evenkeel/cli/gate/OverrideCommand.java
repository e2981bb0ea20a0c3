// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel override` commands: create, review and revoke gate overrides.
@Command(
        name = "override",
        mixinStandardHelpOptions = true,
        description = "Override a gate for a flag, and list, review and revoke overrides.")
public final class OverrideCommand extends CommandGroup {
    public OverrideCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "create", "revoke", "review", "pending-reviews");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new GateOverrideListCommand();
            case "create" -> new GateOverrideCreateCommand();
            case "revoke" -> new GateOverrideRevokeCommand();
            case "review" -> new GateOverrideReviewCommand();
            case "pending-reviews" -> new PendingReviewListCommand();
            default -> null;
        };
    }
}
