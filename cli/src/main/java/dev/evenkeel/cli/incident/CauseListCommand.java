// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// The `evenkeel cause list` command: lists causes by the value of fixing them.
@Command(
        description = {
            "Ranks causes of incidents by harm, with the savings of a fix per quarter.",
            "Also shows the probability that a cause is one of the three worst.",
            "",
            "Examples:",
            "  ./evenkeel cause list",
            "  ./evenkeel cause list --by minutes --days 730 --service payments",
            ""
        })
class CauseListCommand extends AbstractServerCommand {
    private enum Measure {
        MONEY,
        MINUTES,
        COUNT
    }

    @Option(names = "--by", paramLabel = "MEASURE", description = "Measure of harm: money (default), minutes or count.")
    private Measure by = Measure.MONEY;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "365",
            description = "Number of past days (default: 365).")
    private int days;

    @Option(names = "--service", paramLabel = "KEY", description = OptionDescriptions.ONLY_SERVICE)
    private String service = "";

    @Option(names = "--currency", paramLabel = "CODE", description = "Currency (default: the most frequent one).")
    private String currency = "";

    @Override
    protected final CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode report = api.get("/api/v1/incidents/causes?by=" + by + "&days=" + days + "&service="
                        + ServerApiClient.urlEncode(service)
                        + (currency.isEmpty() ? "" : "&currency=" + ServerApiClient.urlEncode(currency)))
                .body();
        return new CommandResult(report, text(report));
    }

    private String text(JsonNode report) {
        List<String> lines = new ArrayList<>();
        if (report.path("rows").isEmpty()) {
            lines.add("No incidents of the last " + days + " days have a cause and known harm (" + word() + ").");
        } else {
            lines.add(table(report));
        }
        lines.add("");
        lines.add("Based on " + report.path("incidents").asString() + " incidents in " + days + " days. Not included: "
                + report.path("untagged").asString() + " without a cause, "
                + report.path("unknown").asString() + " without known harm (" + word() + ").");
        lines.add("90% intervals; error of the probabilities at most "
                + decimal(100 / Math.sqrt(report.path("draws").asDouble(1))) + " percentage points. Assumptions:");
        report.path("assumptions").forEach(assumption -> lines.add("  " + assumption.asString()));
        return String.join(System.lineSeparator(), lines);
    }

    private String table(JsonNode report) {
        String unit = by == Measure.MONEY ? report.path("currency").asString("") : word();
        var textTable = new TextTable(
                "CAUSE", "INCIDENTS", "HARM (" + unit + ")", "SHARE", "CUMULATIVE", "TOP 3", "SAVINGS PER QUARTER");
        report.path("rows")
                .forEach(row -> textTable.addRow(
                        row.path("cause").asString(),
                        decimal(row.path("count").asDouble()),
                        decimal(row.path("harm").asDouble()),
                        QuantityFormatter.formatWholePercent(
                                row.path("observedShare").asDouble()),
                        QuantityFormatter.formatWholePercent(
                                row.path("cumulativeShare").asDouble()),
                        QuantityFormatter.formatWholePercent(
                                row.path("topThreeProbability").asDouble()),
                        interval(row.path("harmPerQuarter")) + " " + unit
                                + (by == Measure.COUNT
                                        ? ""
                                        : ", " + interval(row.path("incidentsPerQuarter")) + " incidents")));
        return textTable.toString();
    }

    private String word() {
        return by == Measure.COUNT ? "incidents" : by.name().toLowerCase(Locale.ROOT);
    }

    private static String interval(JsonNode interval) {
        return decimal(interval.path("mean").asDouble()) + " ("
                + decimal(interval.path("low").asDouble()) + " to "
                + decimal(interval.path("high").asDouble()) + ")";
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
    }
}
