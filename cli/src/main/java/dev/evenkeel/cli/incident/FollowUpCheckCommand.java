// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.api.IncidentApi.FollowUpCheckResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.engine.incident.FollowUpCriterion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The `evenkeel incident follow-up check` command: runs the check of a follow-up.
@Command(
        description = {
            "Runs the check of a follow-up now. Exit code 1 if the check fails.",
            "",
            "Example:",
            "  ./evenkeel incident follow-up check i-5f0c2b7e9a1d4c38 2",
            ""
        })
final class FollowUpCheckCommand extends AbstractIncidentActionCommand {
    @Parameters(index = "1", paramLabel = "NUMBER", description = "Number of the follow-up.")
    private int number;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var result = api.post(incidentPath("/follow-ups/" + number + "/check"), FollowUpCheckResponse.class);
        return new CommandResult(
                result.body(),
                IncidentTextFormatter.formatCheck(result.value()),
                result.value().verdict() == FollowUpCriterion.Verdict.PASSED ? 0 : 1);
    }
}
