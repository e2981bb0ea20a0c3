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

/// The `evenkeel rollout approve` command: approves a rollout that waits for a person.
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lets a rollout go on from a step that asks for a person, once everything else is there. Whoever started the",
            "rollout cannot approve it.",
            "",
            "Example:",
            "  ./evenkeel rollout approve payment-core --reason \"looked at the dashboards\"",
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
                answer.path("id").asString() + " may go on from "
                        + answer.path("exposure").asString() + " % once everything else is there.");
    }
}
