// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.client.ServerApi;
import dev.evenkeel.cli.command.ServerCommand;
import dev.evenkeel.cli.command.Waiting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `evenkeel rollout wait`: for scripts and pipelines.
@Command(
        name = "wait",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Waits for the end of a rollout and tells each decision on standard error. Exit code 0: it completed; 1: it was",
            "rolled back or aborted, and why is the last line on standard error; 3: the server was away for too long; 124: it",
            "has not ended within --timeout, and goes on.",
            "",
            "Examples:",
            "  ./evenkeel rollout wait payment-core && ./deploy-the-rest",
            "  ./evenkeel rollout wait payment-core --timeout PT45M",
            ""
        })
final class RolloutWaitCommand extends ServerCommand {
    @Parameters(paramLabel = RolloutName.LABEL, description = RolloutName.HELP)
    private String rollout = "";

    @Mixin
    private Waiting waiting = new Waiting();

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        String id = RolloutName.find(api, environment(), rollout).path("id").asString();
        JsonNode ended = Following.toItsEnd(api, id, waiting, err());
        return Result.awaited(ended, Ending.words(ended), Ending.exitCode(ended) == 0);
    }
}
