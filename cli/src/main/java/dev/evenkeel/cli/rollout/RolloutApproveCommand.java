// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.api.RolloutApi.ApproveStepRequest;
import dev.evenkeel.api.RolloutApi.RolloutResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.ActingPersonOption;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The `evenkeel rollout approve` command: approves a rollout step that requires an approval.
@Command(
        description = {
            "Approves a rollout step that requires an approval.",
            "The rollout advances when all other conditions are met. You cannot approve a rollout that you started, or",
            "whose flag you changed last or after its last approved version.",
            "",
            "Example:",
            "  ./evenkeel rollout approve payment-core --reason \"checked the dashboards\"",
            ""
        })
final class RolloutApproveCommand extends AbstractRolloutActionCommand {
    @Mixin
    private ActingPersonOption actingPersonOption = new ActingPersonOption();

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var approved = postAction(api, "approve", new ApproveStepRequest(actingPersonOption.person(), reason));
        RolloutResponse rollout = approved.value().summary();
        return new CommandResult(
                approved.body(),
                "Rollout " + rollout.id() + " approved at " + rollout.exposure()
                        + "%. It advances when all other conditions are met.");
    }
}
