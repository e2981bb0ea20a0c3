// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.proposal;

import dev.evenkeel.api.ProposalApi.ApproveProposalRequest;
import dev.evenkeel.api.ProposalApi.ProposalResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.ActingPersonOption;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel proposal approve` command: approves a flag change of another user.
@Command(
        description = {
            "Approves a flag change that another user proposed. The audit log records the approval.",
            "",
            "Example:",
            "  ./evenkeel proposal approve fp-5f0c31a2b4d6e8f0 --environment production --reason \"limits checked\"",
            ""
        })
final class ProposalApproveCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "PROPOSAL", description = "ID of the proposal; ./evenkeel proposal list shows it.")
    private String id = "";

    @Mixin
    private ActingPersonOption actingPersonOption = new ActingPersonOption();

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var proposal = api.post(
                environmentPath("/proposals/" + ServerApiClient.urlEncode(id) + "/approvals"),
                new ApproveProposalRequest(actingPersonOption.person(), reason),
                ProposalResponse.class);
        return new CommandResult(proposal.body(), ProposalTextFormatter.formatStatus(proposal.value()));
    }
}
