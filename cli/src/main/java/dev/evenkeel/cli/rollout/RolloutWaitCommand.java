// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.WaitOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The `evenkeel rollout wait` command: waits for the end of a rollout, for scripts and pipelines.
@Command(
        description = {
            "Waits until a rollout ends, for scripts and pipelines.",
            "Prints each decision on standard error. Exit code 0: completed; 1: rolled back or aborted, with the",
            "reason in the last line on standard error; 3: server unreachable for too long; 124: not ended within",
            "--timeout, the rollout continues.",
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
                .value()
                .summary()
                .id();
        return toResult(RolloutFollower.followToEnd(api, id, waitOptions, err()));
    }

    static CommandResult toResult(TypedResponse<RolloutDetailResponse> ended) {
        return CommandResult.ofWait(
                ended.body(),
                RolloutExitStatus.formatOutcome(ended.value()),
                RolloutExitStatus.exitCode(ended.value()) == 0);
    }
}
