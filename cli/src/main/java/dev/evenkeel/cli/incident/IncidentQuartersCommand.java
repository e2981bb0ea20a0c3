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

/// The `evenkeel incident quarters` command: shows incident metrics by quarter.
@Command(
        name = "quarters",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Incidents quarter by quarter: how many, minutes and money lost, each with a 95 % interval for what such",
            "a quarter brings on average. How long they took is shown as it was, not as a mean time to restore.",
            "",
            "Examples:",
            "  ./evenkeel incident quarters",
            "  ./evenkeel incident quarters --quarters 8 --service payments",
            ""
        })
final class IncidentQuartersCommand extends AbstractServerCommand {
    @Option(
            names = "--quarters",
            paramLabel = "N",
            defaultValue = "4",
            description = "Quarters, the present one included (default 4).")
    private int quarters;

    @Option(names = "--service", paramLabel = "KEY", description = OptionDescriptions.ONLY_SERVICE)
    private String service = "";

    @Option(names = "--currency", paramLabel = "CODE", description = "Money that counts (default: what most have).")
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
                "QUARTER", "INCIDENTS", "NEAR MISSES", "MINUTES", money.isEmpty() ? "MONEY" : money, "EACH (min)");
        report.path("quarters")
                .forEach(quarter -> textTable.addRow(
                        name(quarter),
                        amount(quarter.path("incidents")),
                        quarter.path("nearMisses").asString(),
                        amount(quarter.path("minutes")),
                        amount(quarter.path("money")),
                        each(quarter)));
        List<String> lines = new ArrayList<>(List.of(textTable.toString(), "", "Assumed:"));
        report.path("assumptions").forEach(assumption -> lines.add("  " + assumption.asString()));
        return String.join(System.lineSeparator(), lines);
    }

    private static String name(JsonNode quarter) {
        double elapsed = quarter.path("elapsed").asDouble();
        return quarter.path("quarter").asString()
                + (elapsed < 1 ? String.format(Locale.ROOT, " (%.0f %% over)", 100 * elapsed) : "");
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
