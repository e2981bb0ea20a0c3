// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.http.ServerApi;
import dev.evenkeel.cli.http.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `evenkeel rollout approve`: a person lets it go on.
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lets a rollout go on from a step that asks for a person, once everything else is there.",
            "",
            "Example:",
            "  ./evenkeel rollout approve payment-core --reason \"looked at the dashboards\"",
            ""
        })
final class RolloutApproveCommand extends ServerCommand {
    @Parameters(paramLabel = RolloutName.LABEL, description = RolloutName.HELP)
    private String rollout = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why; it stands in the audit ledger and beside the decision.")
    private String reason = "";

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        String id = RolloutName.id(api, environment(), rollout);
        ObjectNode body = ServerApi.JSON.createObjectNode().put("reason", reason);
        JsonNode answer =
                api.post(RolloutName.path(id) + "/approve", body.toString()).body();
        return new Result(
                answer,
                id + " may go on from " + answer.path("exposure").asString() + " % once everything else is there.");
    }
}
