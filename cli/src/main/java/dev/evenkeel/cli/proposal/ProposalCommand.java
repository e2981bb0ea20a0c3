// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.proposal;

import dev.evenkeel.api.ProposalApi.ProposalResponse;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import picocli.CommandLine.Command;

/// The `evenkeel proposal` commands: manage flag changes that require approval.
@Command(description = "Propose, approve and apply flag changes that require approval.")
public final class ProposalCommand extends CommandGroup {
    private static final Resource PROPOSALS = Resource.inEnvironment("/proposals")
            .argument("PROPOSAL", "ID of the proposal; ./evenkeel proposal list shows it.");

    public ProposalCommand() {
        super(
                verb("create", ProposalCreateCommand.class),
                PROPOSALS
                        .list(ProposalResponse[].class, ProposalTextFormatter::formatList)
                        .verb("list", """
                        Lists the newest 100 proposals of an environment, open ones first.

                        Example:
                          ./evenkeel proposal list --environment production
                        """),
                PROPOSALS
                        .show(ProposalResponse.class, ProposalTextFormatter::formatProposal)
                        .verb("show", """
                        Shows a proposed flag change: its differences and approvals.

                        Example:
                          ./evenkeel proposal show fp-5f0c31a2b4d6e8f0 --environment production
                        """),
                verb("approve", ProposalApproveCommand.class),
                PROPOSALS
                        .post(
                                "/apply",
                                ProposalResponse.class,
                                (applied, id) -> "Proposal " + id + " applied: "
                                        + ProposalTextFormatter.formatFlags(applied) + ".")
                        .verb("apply", """
                        Applies a proposed flag change that has the required approvals.

                        Example:
                          ./evenkeel proposal apply fp-5f0c31a2b4d6e8f0 --environment production
                        """),
                PROPOSALS.delete("Proposal %s", "withdrawn").verb("withdraw", """
                        Withdraws a proposed flag change. It can no longer be applied.

                        Example:
                          ./evenkeel proposal withdraw fp-5f0c31a2b4d6e8f0 --environment production
                        """));
    }
}
