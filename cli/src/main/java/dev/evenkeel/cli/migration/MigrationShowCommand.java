// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.migration;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel migration show` command: shows the stage of a migration.
@Command(
        description = {
            "Shows the stage of a data store migration.",
            "Also shows the instances that have not confirmed the stage, the running rollout and the latest",
            "reconciliations of the two stores.",
            "",
            "Example:",
            "  ./evenkeel migration show ledger-store",
            ""
        },
        footer = "%nExit code: 0, or 1 if the flag does not control a migration.")
final class MigrationShowCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FLAG", description = "Key of the flag whose variants are the stages.")
    private String flag = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ObjectNode answer = ServerApiClient.JSON.createObjectNode();
        answer.put("flag", flag).put("environment", environment());
        api.get(flagPath(flag) + "/reconciliations")
                .body()
                .properties()
                .forEach(member -> answer.set(member.getKey(), member.getValue()));
        answer.set(
                "rollout",
                api.get("/api/v1/rollouts")
                        .body()
                        .valueStream()
                        .filter(this::runs)
                        .findFirst()
                        .orElse(ServerApiClient.JSON.nullNode()));
        return new CommandResult(
                answer,
                MigrationTextFormatter.format(answer),
                answer.path("stage").isNull() ? 1 : 0);
    }

    private boolean runs(JsonNode rollout) {
        return rollout.path("flag").asString().equals(flag)
                && rollout.path("environment").asString().equals(environment())
                && rollout.path("endedAt").isNull();
    }
}
