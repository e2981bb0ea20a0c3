// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

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
        JsonNode report = api.get("/api/v1/incidents/quarters?quarters=" + quarters + "&service="
                        + ServerApiClient.urlEncode(service)
                        + (currency.isEmpty() ? "" : "&currency=" + ServerApiClient.urlEncode(currency)))
                .body();
        return new CommandResult(report, text(report));
    }

    private static String text(JsonNode report) {
        String money = report.path("currency").asString("");
        var textTable = new TextTable(
                "QUARTER", "INCIDENTS", "NEAR MISSES", "MINUTES", money.isEmpty() ? "MONEY" : money, "MINUTES EACH");
        report.path("quarters")
                .forEach(quarter -> textTable.addRow(
                        name(quarter),
                        amount(quarter.path("incidents")),
                        quarter.path("nearMisses").asString(),
                        amount(quarter.path("minutes")),
                        amount(quarter.path("money")),
                        each(quarter)));
        List<String> lines = new ArrayList<>(List.of(textTable.toString(), "", "Assumptions:"));
        report.path("assumptions").forEach(assumption -> lines.add("  " + assumption.asString()));
        return String.join(System.lineSeparator(), lines);
    }

    private static String name(JsonNode quarter) {
        double elapsed = quarter.path("elapsed").asDouble();
        return quarter.path("quarter").asString()
                + (elapsed < 1 ? String.format(Locale.ROOT, " (%.0f%% elapsed)", 100 * elapsed) : "");
    }

    private static String amount(JsonNode amount) {
        int unknown = amount.path("unknown").asInt();
        JsonNode high = amount.path("high");
        return decimal(amount.path("sum").asDouble()) + " ("
                + decimal(amount.path("low").asDouble()) + " to "
                + (high.isNull() ? "?" : decimal(high.asDouble())) + ")"
                + (unknown == 0 ? "" : ", " + unknown + " unknown");
    }

    private static String each(JsonNode quarter) {
        String all = StreamSupport.stream(quarter.path("minutesPerIncident").spliterator(), false)
                .map(minutes -> decimal(minutes.asDouble()))
                .collect(Collectors.joining(", "));
        JsonNode median = quarter.path("medianMinutes");
        return median.path("low").isNull() || median.path("high").isNull()
                ? all
                : all + "; median " + decimal(median.path("median").asDouble()) + " ("
                        + decimal(median.path("low").asDouble()) + " to "
                        + decimal(median.path("high").asDouble()) + ")";
    }

    private static String decimal(double value) {
        boolean whole = value >= 100 || value == Math.rint(value);
        return String.format(Locale.ROOT, whole ? "%,.0f" : "%.1f", value);
    }
}
