// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import static dev.evenkeel.engine.format.QuantityFormatter.formatNumber;

import dev.evenkeel.api.IncidentReportApi.CauseReportResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.cause.CauseHarmRanking;
import dev.evenkeel.engine.cause.HarmMeasure;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
    @Option(names = "--by", paramLabel = "MEASURE", description = "Measure of harm: money (default), minutes or count.")
    private HarmMeasure by = HarmMeasure.MONEY;

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
        var response = api.get(
                "/api/v1/incidents/causes?by=" + by + "&days=" + days + "&service="
                        + ServerApiClient.urlEncode(service)
                        + (currency.isEmpty() ? "" : "&currency=" + ServerApiClient.urlEncode(currency)),
                CauseReportResponse.class);
        return new CommandResult(response.body(), text(response.value()));
    }

    private String text(CauseReportResponse response) {
        List<String> lines = new ArrayList<>();
        CauseHarmRanking report = response.report();
        if (report.rows().isEmpty()) {
            lines.add("No incidents of the last " + days + " days have a cause and known harm (" + word() + ").");
        } else {
            lines.add(table(report, response.currency()));
        }
        lines.add("");
        lines.add("Based on " + report.incidents() + " incidents in " + days + " days. Not included: "
                + report.untagged() + " without a cause, "
                + report.unknown() + " without known harm (" + word() + ").");
        lines.add("90% intervals; error of the probabilities at most "
                + formatNumber(100 / Math.sqrt((double) report.draws())) + " percentage points. Assumptions:");
        response.assumptions().forEach(assumption -> lines.add("  " + assumption));
        return String.join(System.lineSeparator(), lines);
    }

    private String table(CauseHarmRanking report, @Nullable String reportCurrency) {
        String unit = by == HarmMeasure.MONEY ? Objects.requireNonNullElse(reportCurrency, "") : word();
        var textTable = new TextTable(
                "CAUSE", "INCIDENTS", "HARM (" + unit + ")", "SHARE", "CUMULATIVE", "TOP 3", "SAVINGS PER QUARTER");
        report.rows()
                .forEach(row -> textTable.addRow(
                        row.cause(),
                        formatNumber(row.count()),
                        formatNumber(row.harm()),
                        QuantityFormatter.formatProbability(row.observedShare()),
                        QuantityFormatter.formatProbability(row.cumulativeShare()),
                        QuantityFormatter.formatProbability(row.topThreeProbability()),
                        formatSavings(row.harmPerQuarter()) + " " + unit
                                + (by == HarmMeasure.COUNT
                                        ? ""
                                        : ", "
                                                + formatInterval(
                                                        row.incidentsPerQuarter(), QuantityFormatter::formatNumber)
                                                + " incidents")));
        return textTable.toString();
    }

    private String word() {
        return by == HarmMeasure.COUNT ? "incidents" : by.name().toLowerCase(Locale.ROOT);
    }

    private String formatSavings(CauseHarmRanking.Interval saved) {
        return by == HarmMeasure.MONEY
                ? formatInterval(saved, QuantityFormatter::formatMoney)
                : formatInterval(saved, QuantityFormatter::formatNumber);
    }

    private static String formatInterval(CauseHarmRanking.Interval interval, DoubleFunction<String> format) {
        return format.apply(interval.mean()) + " (" + format.apply(interval.low()) + " to "
                + format.apply(interval.high()) + ")";
    }
}
