// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.ActingPersonOption;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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
        ObjectNode body = ServerApiClient.JSON.createObjectNode().put("reason", reason);
        actingPersonOption.addTo(body);
        JsonNode answer = postAction(api, "approve", body);
        return new CommandResult(
                answer,
                "Rollout " + answer.path("id").asString() + " approved at "
                        + answer.path("exposure").asString() + "%. It advances when all other conditions are met.");
    }
}
