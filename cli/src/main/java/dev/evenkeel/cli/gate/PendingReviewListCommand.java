// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// The `evenkeel gate reviews` command: lists gate overrides that require a review by another user.
@Command(
        name = "reviews",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists the overrides of an environment that nobody has reviewed, the one that is due first at the head. Each is due",
            "five days after its end.",
            "",
            "Example:",
            "  ./evenkeel gate reviews --environment prod",
            ""
        })
final class PendingReviewListCommand extends AbstractServerCommand {
    @Option(names = "--all", description = "The newest 100 overrides instead, with the reviews that were given.")
    private boolean all;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode reviews = api.get(environmentPath("/override-reviews") + (all ? "?state=all" : ""))
                .body();
        return new CommandResult(reviews, GateTextFormatter.formatReviews(reviews, environment(), Instant.now()));
    }
}
