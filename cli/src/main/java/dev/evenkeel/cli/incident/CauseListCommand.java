// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// The `evenkeel cause list` command: lists causes by the value of fixing them.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Orders causes by the harm that came from them, with the probability that each is truly among the three",
            "worst, and what fixing it would save in a quarter.",
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

    @Option(names = "--by", paramLabel = "MEASURE", description = "money (default), minutes or count.")
    private Measure by = Measure.MONEY;

    @Option(names = "--days", paramLabel = "N", defaultValue = "365", description = "Days that count (default 365).")
    private int days;

    @Option(names = "--service", paramLabel = "KEY", description = OptionDescriptions.ONLY_SERVICE)
    private String service = "";

    @Option(names = "--currency", paramLabel = "CODE", description = "Money that counts (default: what most have).")
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
            lines.add("No incident of the last " + days + " days has both a cause and a known harm by " + word() + ".");
        } else {
            lines.add(table(report));
        }
        lines.add("");
        lines.add("From " + report.path("incidents").asString() + " incidents in " + days + " days; left out: "
                + report.path("untagged").asString() + " without a cause, "
                + report.path("unknown").asString() + " without known " + word() + ".");
        lines.add("Intervals hold with 90 %, probabilities are off by at most "
                + decimal(100 / Math.sqrt(report.path("draws").asDouble(1))) + " points. Assumed:");
        report.path("assumptions").forEach(assumption -> lines.add("  " + assumption.asString()));
        return String.join(System.lineSeparator(), lines);
    }

    private String table(JsonNode report) {
        String unit = by == Measure.MONEY ? report.path("currency").asString("") : word();
        var textTable = new TextTable(
                "CAUSE", "INCIDENTS", "HARM (" + unit + ")", "SHARE", "SO FAR", "TOP THREE", "A FIX SAVES A QUARTER");
        report.path("rows")
                .forEach(row -> textTable.addRow(
                        row.path("cause").asString(),
                        decimal(row.path("count").asDouble()),
                        decimal(row.path("harm").asDouble()),
                        percent(row.path("observedShare")),
                        percent(row.path("cumulativeShare")),
                        percent(row.path("topThreeProbability")),
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

    private static String percent(JsonNode share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share.asDouble());
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
    }
}
