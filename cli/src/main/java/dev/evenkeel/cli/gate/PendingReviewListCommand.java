// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.api.GateOverrideApi.OverrideReviewTask;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The `evenkeel override pending-reviews` command: lists gate overrides that require a review by another user.
@Command(
        description = {
            "Lists the gate overrides that need a review, earliest due date first.",
            "A review is due 5 days after the end of the override.",
            "",
            "Example:",
            "  ./evenkeel override pending-reviews --environment production",
            ""
        })
final class PendingReviewListCommand extends AbstractServerCommand {
    @Option(names = "--all", description = "List the newest 100 overrides with their reviews instead.")
    private boolean all;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var reviews =
                api.get(environmentPath("/override-reviews") + (all ? "?state=all" : ""), OverrideReviewTask[].class);
        return new CommandResult(
                reviews.body(), GateTextFormatter.formatReviews(reviews.value(), environment(), Instant.now()));
    }
}
