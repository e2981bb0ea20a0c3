// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.api.GateApprovalApi.FlagGateApproval;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import picocli.CommandLine.Command;

/// The `evenkeel approval` commands: create, list and revoke approvals of flag changes.
@Command(description = "Approve flag changes, and list and revoke approvals.")
public final class ApprovalCommand extends CommandGroup {
    private static final Resource APPROVALS = Resource.inEnvironment("/approvals")
            .argument("APPROVAL", "ID of the approval; ./evenkeel approval list shows it.");

    public ApprovalCommand() {
        super(
                APPROVALS
                        .list(FlagGateApproval[].class, GateTextFormatter::formatApprovals)
                        .verb("list", """
                        Lists the newest approvals of an environment, including invalid ones.

                        Example:
                          ./evenkeel approval list --environment production
                        """),
                verb("create", FlagApprovalCreateCommand.class),
                APPROVALS.delete("Approval %s", "revoked").verb("revoke", """
                        Revokes an approval before it expires.

                        Example:
                          ./evenkeel approval revoke ga-5f0c31a2b4d6e8f0
                        """));
    }
}
