// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The `evenkeel rollout show` command: shows the current state of a rollout.
@Command(
        description = {
            "Shows a rollout: step, checks, metrics of both variants, and decisions.",
            "For each check, it shows the verdict, the evidence and the samples; below, what the rollout waits for.",
            "",
            "Example:",
            "  ./evenkeel rollout show payment-core",
            ""
        })
final class RolloutShowCommand extends AbstractServerCommand {
    @Parameters(paramLabel = RolloutResolver.LABEL, description = RolloutResolver.HELP)
    private String rollout = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var found = RolloutResolver.getRollout(api, environment(), rollout);
        return new CommandResult(
                found.body(),
                String.join(
                        System.lineSeparator(),
                        new RolloutTextFormatter(
                                        found.value(), Clock.systemUTC().instant())
                                .formatLines(Integer.MAX_VALUE)));
    }
}
