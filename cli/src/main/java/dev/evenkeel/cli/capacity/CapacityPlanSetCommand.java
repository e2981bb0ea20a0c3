// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.api.CapacityApi.SetCapacitySplitPlanRequest;
import dev.evenkeel.api.CapacityApi.TeamTimeReportResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.engine.capacity.WorkKind;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The `evenkeel capacity plan` command: starts a new plan for the split of a team's time.
@Command(
        description = {
            "Sets a team's time split: the recommended next plan, or your own percentages.",
            "",
            "Examples:",
            "  ./evenkeel capacity plan --team team-money --reason \"as derived in the quarterly plan\"",
            "  ./evenkeel capacity plan --team team-money --split new_work=60,reliability=40 --reason \"two incidents\"",
            ""
        })
final class CapacityPlanSetCommand extends AbstractServerCommand {
    @Mixin
    private TeamOption team = new TeamOption();

    @Option(
            names = "--split",
            paramLabel = "KIND=PERCENT",
            split = ",",
            description = "Percentages of new_work, reliability, maintenance, security, toil and unplanned; sum 100.")
    private Map<WorkKind, BigDecimal> split = new EnumMap<>(WorkKind.class);

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var report = api.post(
                team.apiPath("/plan"),
                new SetCapacitySplitPlanRequest(TimeSplitOptionConverter.toShares(split), reason),
                TeamTimeReportResponse.class);
        return new CommandResult(report.body(), CapacityTextFormatter.formatReport(report.value(), team.displayName()));
    }
}
