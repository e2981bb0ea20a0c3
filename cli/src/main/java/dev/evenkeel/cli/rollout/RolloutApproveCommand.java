// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.client.ServerApi;
import dev.evenkeel.cli.command.OptionHelp;
import dev.evenkeel.cli.command.PersonOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `evenkeel rollout approve`: a person lets it go on.
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
final class RolloutApproveCommand extends RolloutOrderCommand {
    @Mixin
    private PersonOption person = new PersonOption();

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionHelp.REASON)
    private String reason = "";

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        ObjectNode body = ServerApi.JSON.createObjectNode().put("reason", reason);
        person.in(body);
        JsonNode answer = order(api, "approve", body);
        return new Result(
                answer,
                answer.path("id").asString() + " may go on from "
                        + answer.path("exposure").asString() + " % once everything else is there.");
    }
}
