// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.api.IncidentApi.CompleteFollowUpRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel incident follow-up complete` command: completes a follow-up.
@Command(
        description = {
            "Completes a follow-up with evidence of its effect.",
            "If the follow-up has a check, the check must pass, or you give a reason with --without-check.",
            "",
            "Example:",
            "  ./evenkeel incident follow-up complete i-5f0c2b7e9a1d4c38 1 --evidence \"load test 812 passed\"",
            ""
        })
final class FollowUpCompleteCommand extends AbstractIncidentActionCommand {
    @Parameters(index = "1", paramLabel = "NUMBER", description = "Number of the follow-up.")
    private int number;

    @Option(names = "--evidence", paramLabel = "TEXT", required = true, description = "Evidence of the effect.")
    private String evidence = "";

    @Option(
            names = "--without-check",
            paramLabel = "REASON",
            description = "Reason to complete it without a passed check; shown in the incident.")
    private @Nullable String skipCheckReason;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        return postAction(
                api, "follow-ups/" + number + "/complete", new CompleteFollowUpRequest(evidence, skipCheckReason));
    }
}
