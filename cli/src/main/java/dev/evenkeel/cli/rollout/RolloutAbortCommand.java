// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.http.ServerApi;
import dev.evenkeel.cli.http.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `evenkeel rollout abort`: everybody back to control.
@Command(
        name = "abort",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Ends a rollout: everybody back to control, at once, whatever the guard thinks.",
            "",
            "Example:",
            "  ./evenkeel rollout abort payment-core --reason \"complaints by phone\"",
            ""
        })
final class RolloutAbortCommand extends ServerCommand {
    @Parameters(paramLabel = RolloutName.LABEL, description = RolloutName.HELP)
    private String rollout = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why; it stands in the audit ledger and beside the decision.")
    private String reason = "";

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        String id = RolloutName.id(api, environment(), rollout);
        ObjectNode body = ServerApi.JSON.createObjectNode().put("reason", reason);
        JsonNode answer =
                api.post(RolloutName.path(id) + "/abort", body.toString()).body();
        return new Result(
                answer,
                "Ended: everybody is back on " + answer.path("control").asString() + ". " + Ending.words(answer));
    }
}
