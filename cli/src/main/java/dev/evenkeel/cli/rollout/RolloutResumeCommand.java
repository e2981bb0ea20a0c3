// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.api.RolloutApi.AbortOrResumeRolloutRequest;
import dev.evenkeel.api.RolloutApi.RolloutResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
        var resumed = postAction(api, "confirm", new AbortOrResumeRolloutRequest(reason));
        RolloutResponse rollout = resumed.value().summary();
        return new CommandResult(
                resumed.body(),
                rollout.id() + " continues at " + rollout.exposure() + "%, with fresh evidence for this step.");
    }
}
