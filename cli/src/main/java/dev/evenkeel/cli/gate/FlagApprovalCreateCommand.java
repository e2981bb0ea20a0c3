// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.api.GateApprovalApi.CreateApprovalRequest;
import dev.evenkeel.api.GateApprovalApi.FlagGateApproval;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.ActingPersonOption;
import dev.evenkeel.cli.command.ExpiryOption;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.engine.gate.Approval;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel approval create` command: approves the change of a flag.
@Command(
        description = {
            "Approves the change of a flag.",
            "The approval is for the current version of the flag and expires after 7 days by default. It is not valid",
            "for users who changed the flag or start the rollout. The audit log records it.",
            "",
            "Examples:",
            "  ./evenkeel approval create payment-core --on-behalf-of anna --reason \"read the plan\"",
            "  ./evenkeel approval create payment-core --on-behalf-of anna --expires-in P2D",
            ""
        })
final class FlagApprovalCreateCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FLAG", description = "Key of the flag.")
    private String flag = "";

    @Mixin
    private ActingPersonOption actingPersonOption = new ActingPersonOption();

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @ArgGroup
    private @Nullable ExpiryOption end;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var request = new CreateApprovalRequest(
                flag, actingPersonOption.person(), reason, end == null ? null : end.expiresAt(Clock.systemUTC()));
        var given = api.post(environmentPath("/approvals"), request, FlagGateApproval.class);
        Approval approval = given.value().approval();
        return new CommandResult(
                given.body(),
                "Approval " + approval.id() + " created: " + approval.approvedBy() + " approves " + flag + " until "
                        + approval.expiresAt() + ". To revoke it: ./evenkeel approval revoke " + approval.id());
    }
}
