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

/// The `evenkeel incident coverage` command: shows which past incidents today's rules would detect.
@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows the share of past incidents that the current burn-rate rules would detect.",
            "The server replays the recorded minutes of each incident. Incidents without recorded data do not count.",
            "",
            "Examples:",
            "  ./evenkeel incident coverage",
            "  ./evenkeel incident coverage --service payments --days 90",
            ""
        })
final class AlertReplayCoverageCommand extends AbstractServerCommand {
    private static final double SECONDS_OF_A_MINUTE = 60;

    @Option(names = "--service", paramLabel = "KEY", description = OptionDescriptions.ONLY_SERVICE)
    private String service = "";

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "365",
            description = "Number of past days (default: 365).")
    private int days;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode coverage = api.get(
                        "/api/v1/incidents/coverage?service=" + ServerApiClient.urlEncode(service) + "&days=" + days)
                .body();
        return new CommandResult(coverage, text(coverage));
    }

    private static String text(JsonNode coverage) {
        List<String> lines = new ArrayList<>();
        lines.add(share("Detected by any rule", coverage.path("detected")));
        lines.add(share("Detected by a paging rule", coverage.path("paged")));
        lines.add("Not evaluated: " + coverage.path("noSignal").asString() + " without recorded data, "
                + coverage.path("guard").asString() + " rolled back by the guard.");
        if (!coverage.path("incidents").isEmpty()) {
            lines.add("");
            lines.add(table(coverage.path("incidents")));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String share(String what, JsonNode share) {
        long total = share.path("total").asLong();
        return total == 0
                ? what + ": no incidents with recorded data."
                : String.format(
                        Locale.ROOT,
                        "%s: %d of %d, %.0f%% (95%% interval %.0f%% to %.0f%%).",
                        what,
                        share.path("count").asLong(),
                        total,
                        100 * share.path("share").asDouble(),
                        100 * share.path("low").asDouble(),
                        100 * share.path("high").asDouble());
    }

    private static String table(JsonNode incidents) {
        var textTable = new TextTable("INCIDENT", "START", "RESULT", "DELAY", "RULE");
        incidents.forEach(one -> textTable.addRow(
                one.path("incident").asString(),
                TextTable.formatInstant(one.path("onset")),
                one.path("state").asString().toLowerCase(Locale.ROOT).replace('_', ' '),
                after(one.path("alert")),
                one.path("summary").asString()));
        return textTable.toString();
    }

    private static String after(JsonNode alert) {
        if (alert.isNull() || alert.isMissingNode()) {
            return "-";
        }
        return alert.path("firingAtOnset").asBoolean()
                ? "before"
                : String.format(
                        Locale.ROOT, "%.1f min", alert.path("afterSeconds").asDouble() / SECONDS_OF_A_MINUTE);
    }
}
