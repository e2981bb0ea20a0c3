// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// The `evenkeel rollout resume` command: continues a rollout that was held after a restore.
@Command(
        description = {
            "Continues a rollout that is held at 0%% because the database was restored from a backup.",
            "First make sure that it was not rolled back after the backup was made; if it was, run rollout abort.",
            "",
            "Example:",
            "  ./evenkeel rollout resume payment-core --reason \"it was still running before the outage\"",
            ""
        })
final class RolloutResumeCommand extends AbstractRolloutActionCommand {
    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode answer = postAction(
                api, "confirm", ServerApiClient.JSON.createObjectNode().put("reason", reason));
        return new CommandResult(
                answer,
                answer.path("id").asString() + " continues at "
                        + answer.path("exposure").asString() + "%, with fresh evidence for this step.");
    }
}
