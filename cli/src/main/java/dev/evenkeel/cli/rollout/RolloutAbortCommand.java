// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.api.RolloutApi.AbortOrResumeRolloutRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The `evenkeel rollout abort` command: aborts a rollout, which returns all units to control.
@Command(
        description = {
            "Aborts a rollout and returns all users to control.",
            "The abort takes effect immediately; it also applies past a plan's point of no return.",
            "",
            "Example:",
            "  ./evenkeel rollout abort payment-core --reason \"customer complaints\"",
            ""
        })
final class RolloutAbortCommand extends AbstractRolloutActionCommand {
    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var aborted = postAction(api, "abort", new AbortOrResumeRolloutRequest(reason));
        return new CommandResult(
                aborted.body(),
                "Rollout aborted; all users return to "
                        + aborted.value().summary().control() + ". "
                        + RolloutExitStatus.formatOutcome(aborted.value()));
    }
}
