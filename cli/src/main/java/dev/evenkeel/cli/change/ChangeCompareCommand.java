// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.change;

import dev.evenkeel.api.ChangeApi.ChangeSloComparisonResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.engine.change.BeforeAfterComparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel change compare` command: compares a service before and after a change.
@Command(
        description = {
            "Compares the SLO error rates of a service before and after a change.",
            "There is no control group, so other events at that time can also cause a difference.",
            "",
            "Example:",
            "  ./evenkeel change compare ch-5f0c1d2e3a4b5c6d --minutes 15",
            ""
        },
        footer = "%nExit code: 0, or 1 if an SLO is worse than before.")
final class ChangeCompareCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "CHANGE", description = "ID of the change, as shown by change list.")
    private String id = "";

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "30",
            description = "Minutes before and after the change (default: ${DEFAULT-VALUE}).")
    private int minutes = 30;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var response = api.get(
                "/api/v1/changes/" + ServerApiClient.urlEncode(id) + "/evidence?minutes=" + minutes,
                ChangeSloComparisonResponse.class);
        boolean isWorse = response.value().objectives().stream()
                .anyMatch(objective -> objective.conclusion() == BeforeAfterComparison.Conclusion.WORSE);
        return new CommandResult(
                response.body(), ChangeTextFormatter.formatEvidence(response.value()), isWorse ? 1 : 0);
    }
}
