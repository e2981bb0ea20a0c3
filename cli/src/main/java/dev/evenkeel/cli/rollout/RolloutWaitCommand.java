// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.WaitOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel rollout wait` command: waits for the end of a rollout, for scripts and pipelines.
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
final class RolloutWaitCommand extends AbstractServerCommand {
    @Parameters(paramLabel = RolloutResolver.LABEL, description = RolloutResolver.HELP)
    private String rollout = "";

    @Mixin
    private WaitOptions waitOptions = new WaitOptions();

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        String id = RolloutResolver.getRollout(api, environment(), rollout)
                .path("id")
                .asString();
        JsonNode ended = RolloutFollower.followToEnd(api, id, waitOptions, err());
        return CommandResult.ofWait(
                ended, RolloutExitStatus.formatOutcome(ended), RolloutExitStatus.exitCode(ended) == 0);
    }
}
