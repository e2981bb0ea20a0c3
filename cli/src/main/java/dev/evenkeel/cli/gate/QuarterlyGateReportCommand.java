// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.api.ChangeApi.QuarterlyGateReportResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The `evenkeel gate report` command: shows the cost of gates and the outcomes of overridden changes.
@Command(
        description = {
            "Shows the denials, delays and overrides of each gate in a quarter.",
            "Also compares the outcomes of changes that overrode a gate with those of other changes.",
            "",
            "Examples:",
            "  ./evenkeel gate report",
            "  ./evenkeel gate report --quarter 2026Q4 --deployed-in production --json",
            ""
        })
final class QuarterlyGateReportCommand extends AbstractServerCommand {
    @Option(names = "--quarter", paramLabel = "QUARTER", description = OptionDescriptions.QUARTER)
    private @Nullable String quarter;

    @Option(
            names = "--deployed-in",
            paramLabel = "NAME",
            description = "Environment of the report, such as production.")
    private @Nullable String deployedIn;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var report = api.get("/api/v1/gates/score" + query(), QuarterlyGateReportResponse.class);
        return new CommandResult(report.body(), QuarterlyGateReportTextFormatter.format(report.value()));
    }

    private String query() {
        String query = Stream.of(parameter("quarter", quarter), parameter("environment", deployedIn))
                .filter(parameter -> !parameter.isEmpty())
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private static String parameter(String name, @Nullable String value) {
        return value == null ? "" : name + "=" + ServerApiClient.urlEncode(value);
    }
}
