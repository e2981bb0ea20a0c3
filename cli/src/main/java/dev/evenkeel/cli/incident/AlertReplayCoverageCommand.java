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
            "Shows which share of past incidents today's burn rules would notice, by judging the minutes that were",
            "recorded then again. An incident of which nothing was recorded is neither noticed nor missed.",
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

    @Option(names = "--days", paramLabel = "N", defaultValue = "365", description = "Days that count (default 365).")
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
        lines.add(share("Noticed by any rule", coverage.path("detected")));
        lines.add(share("Noticed by a rule that pages", coverage.path("paged")));
        lines.add("Not judged: " + coverage.path("noSignal").asString() + " without a recorded signal, "
                + coverage.path("guard").asString() + " that the guard took back.");
        if (!coverage.path("incidents").isEmpty()) {
            lines.add("");
            lines.add(table(coverage.path("incidents")));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String share(String what, JsonNode share) {
        long total = share.path("total").asLong();
        return total == 0
                ? what + ": no incident can be judged."
                : String.format(
                        Locale.ROOT,
                        "%s: %d of %d, %.0f %% (%.0f to %.0f %%).",
                        what,
                        share.path("count").asLong(),
                        total,
                        100 * share.path("share").asDouble(),
                        100 * share.path("low").asDouble(),
                        100 * share.path("high").asDouble());
    }

    private static String table(JsonNode incidents) {
        var textTable = new TextTable("INCIDENT", "ONSET", "ANSWER", "AFTER", "BY");
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
