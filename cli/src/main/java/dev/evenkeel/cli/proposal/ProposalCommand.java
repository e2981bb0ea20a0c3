// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.proposal;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel proposal` commands: manage flag changes that require approval.
@Command(description = "Propose, approve and apply flag changes that require approval.")
public final class ProposalCommand extends CommandGroup {
    public ProposalCommand() {
        super(
                verb("create", ProposalCreateCommand.class),
                verb("list", ProposalListCommand.class),
                verb("show", ProposalShowCommand.class),
                verb("approve", ProposalApproveCommand.class),
                verb("apply", ProposalApplyCommand.class),
                verb("withdraw", ProposalWithdrawCommand.class));
    }
}
