// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.migration;

import dev.evenkeel.api.MigrationApi.MigrationStatusResponse;
import dev.evenkeel.api.RolloutApi.RolloutResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import dev.evenkeel.cli.command.AbstractServerCommand;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
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
        var status = api.get(flagPath(flag) + "/reconciliations", MigrationStatusResponse.class);
        Optional<TypedResponse<RolloutResponse>> rollout = api.list("/api/v1/rollouts", RolloutResponse.class).stream()
                .filter(one -> isRunning(one.value()))
                .findFirst();
        ObjectNode answer =
                ServerApiClient.JSON.createObjectNode().put("flag", flag).put("environment", environment());
        status.body().properties().forEach(member -> answer.set(member.getKey(), member.getValue()));
        answer.set("rollout", rollout.map(TypedResponse::body).orElseGet(ServerApiClient.JSON::nullNode));
        return new CommandResult(
                answer,
                MigrationTextFormatter.format(
                        flag,
                        environment(),
                        status.value(),
                        rollout.map(TypedResponse::value).orElse(null)),
                status.value().stage() == null ? 1 : 0);
    }

    private boolean isRunning(RolloutResponse rollout) {
        return rollout.flag().equals(flag) && rollout.environment().equals(environment()) && rollout.endedAt() == null;
    }
}
