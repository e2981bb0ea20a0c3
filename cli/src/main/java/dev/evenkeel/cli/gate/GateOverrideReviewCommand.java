// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.api.GateOverrideApi.OverrideReview;
import dev.evenkeel.api.GateOverrideApi.OverrideReviewTask;
import dev.evenkeel.api.GateOverrideApi.ReviewOverrideRequest;
import dev.evenkeel.api.GateOverrideApi.ReviewVerdict;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.ActingPersonOption;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel override review` command: reviews a gate override of another user.
@Command(
        description = {
            "Reviews a gate override of another user. The audit log records the review.",
            "",
            "Example:",
            "  ./evenkeel override review go-5f0c31a2b4d6e8f0 --verdict justified --finding \"payments were down\"",
            ""
        })
final class GateOverrideReviewCommand extends AbstractServerCommand {
    @Parameters(
            paramLabel = "OVERRIDE",
            description = "ID of the override; ./evenkeel override pending-reviews shows it.")
    private String id = "";

    @Option(
            names = "--verdict",
            paramLabel = "VERDICT",
            required = true,
            description = "justified (the override was necessary) or avoidable (there was an alternative).")
    private ReviewVerdict verdict = ReviewVerdict.JUSTIFIED;

    @Option(names = "--finding", paramLabel = "TEXT", required = true, description = "Finding of the review.")
    private String finding = "";

    @Mixin
    private ActingPersonOption actingPersonOption = new ActingPersonOption();

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var reviewed = api.post(
                environmentPath("/gate-overrides/" + ServerApiClient.urlEncode(id) + "/review"),
                new ReviewOverrideRequest(verdict, finding, actingPersonOption.person()),
                OverrideReviewTask.class);
        OverrideReview review = reviewed.value().review();
        return new CommandResult(
                reviewed.body(),
                "Override " + id + " reviewed by " + (review == null ? "-" : review.reviewer()) + ": "
                        + verdict.name().toLowerCase(Locale.ROOT) + ".");
    }
}
