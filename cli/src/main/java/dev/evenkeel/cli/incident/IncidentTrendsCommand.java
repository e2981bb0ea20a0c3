// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import static dev.evenkeel.engine.format.QuantityFormatter.formatNumber;

import dev.evenkeel.api.IncidentReportApi.HarmAmount;
import dev.evenkeel.api.IncidentReportApi.MedianIncidentDurationMinutes;
import dev.evenkeel.api.IncidentReportApi.QuarterIncidentStats;
import dev.evenkeel.api.IncidentReportApi.QuarterReportResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The `evenkeel incident trends` command: shows incident metrics by quarter.
@Command(
        description = {
            "Shows incidents, minutes and money lost per quarter, each with a 95%% interval.",
            "Durations are listed one by one, not as a mean time to restore.",
            "",
            "Examples:",
            "  ./evenkeel incident trends",
            "  ./evenkeel incident trends --quarters 8 --service payments",
            ""
        })
final class IncidentTrendsCommand extends AbstractServerCommand {
    @Option(
            names = "--quarters",
            paramLabel = "N",
            defaultValue = "4",
            description = "Number of quarters, including the current one (default: 4).")
    private int quarters;

    @Option(names = "--service", paramLabel = "KEY", description = OptionDescriptions.ONLY_SERVICE)
    private String service = "";

    @Option(names = "--currency", paramLabel = "CODE", description = "Currency (default: the most frequent one).")
    private String currency = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var response = api.get(
                "/api/v1/incidents/quarters?quarters=" + quarters + "&service=" + ServerApiClient.urlEncode(service)
                        + (currency.isEmpty() ? "" : "&currency=" + ServerApiClient.urlEncode(currency)),
                QuarterReportResponse.class);
        return new CommandResult(response.body(), text(response.value()));
    }

    private static String text(QuarterReportResponse report) {
        String money = Objects.requireNonNullElse(report.currency(), "MONEY");
        var textTable = new TextTable("QUARTER", "INCIDENTS", "NEAR MISSES", "MINUTES", money, "MINUTES EACH");
        report.quarters()
                .forEach(quarter -> textTable.addRow(
                        name(quarter),
                        amount(quarter.incidents()),
                        Integer.toString(quarter.nearMisses()),
                        amount(quarter.minutes()),
                        amount(quarter.money()),
                        each(quarter)));
        List<String> lines = new ArrayList<>(List.of(textTable.toString(), "", "Assumptions:"));
        report.assumptions().forEach(assumption -> lines.add("  " + assumption));
        return String.join(System.lineSeparator(), lines);
    }

    private static String name(QuarterIncidentStats quarter) {
        double elapsed = quarter.elapsed();
        return quarter.quarter() + (elapsed < 1 ? " (" + QuantityFormatter.formatPercent(elapsed) + " elapsed)" : "");
    }

    private static String amount(HarmAmount amount) {
        return formatNumber(amount.sum()) + " (" + formatNumber(amount.low()) + " to "
                + (amount.high() == null ? "?" : formatNumber(amount.high())) + ")"
                + (amount.unknown() == 0 ? "" : ", " + amount.unknown() + " unknown");
    }

    private static String each(QuarterIncidentStats quarter) {
        String all = quarter.minutesPerIncident().stream()
                .map(QuantityFormatter::formatNumber)
                .collect(Collectors.joining(", "));
        MedianIncidentDurationMinutes median = quarter.medianMinutes();
        return median.median() == null || median.low() == null || median.high() == null
                ? all
                : all + "; median " + formatNumber(median.median()) + " (" + formatNumber(median.low()) + " to "
                        + formatNumber(median.high()) + ")";
    }
}
