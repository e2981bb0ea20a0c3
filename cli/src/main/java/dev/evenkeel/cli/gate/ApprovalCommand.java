// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel approval` commands: create, list and revoke approvals of flag changes.
@Command(description = "Approve flag changes, and list and revoke approvals.")
public final class ApprovalCommand extends CommandGroup {
    public ApprovalCommand() {
        super(
                verb("list", FlagApprovalListCommand.class),
                verb("create", FlagApprovalCreateCommand.class),
                verb("revoke", FlagApprovalRevokeCommand.class));
    }
}
