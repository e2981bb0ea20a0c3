// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.api.CapacityApi.TeamTimeReportResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The `evenkeel capacity show` command: shows where a team's time went, and the recommended split.
@Command(
        description = {
            "Shows the planned and actual split of a team's time, and the recommended split.",
            "Also shows which rule recommends the split, and what exceeds its plan.",
            "",
            "Examples:",
            "  ./evenkeel capacity show --team team-money",
            "  ./evenkeel capacity show --team team-money --days 28",
            ""
        })
final class CapacityReportCommand extends AbstractServerCommand {
    @Mixin
    private TeamOption team = new TeamOption();

    @ArgGroup
    private @Nullable PeriodOptions window;

    static final class PeriodOptions {
        @Option(names = "--quarter", paramLabel = "QUARTER", description = OptionDescriptions.QUARTER)
        private @Nullable String quarter;

        @Option(names = "--days", paramLabel = "N", description = "Last N days instead of a quarter.")
        private @Nullable Integer days;

        private String query() {
            return days == null ? "&quarter=" + ServerApiClient.urlEncode(String.valueOf(quarter)) : "&days=" + days;
        }
    }

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var report = api.get(team.apiPath("") + (window == null ? "" : window.query()), TeamTimeReportResponse.class);
        return new CommandResult(report.body(), CapacityTextFormatter.formatReport(report.value(), team.displayName()));
    }
}
