// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel approval` commands: create, list and revoke approvals of flag changes.
@Command(
        name = "approval",
        mixinStandardHelpOptions = true,
        description = "Approve flag changes, and list and revoke approvals.")
public final class ApprovalCommand extends CommandGroup {
    public ApprovalCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "create", "revoke");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new FlagApprovalListCommand();
            case "create" -> new FlagApprovalCreateCommand();
            case "revoke" -> new FlagApprovalRevokeCommand();
            default -> null;
        };
    }
}
