// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.files.csv.CsvTable;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel slo weeks` command: shows the weekly counts of an objective's indicator.
@Command(
        name = "weeks",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists what an SLO's indicator counted in whole weeks; they are kept for good. With --import it brings along weeks",
            "from before, so that a change has a baseline: CSV with the columns weekStart, failures, calls. A week that is",
            "known already stays as it is.",
            "",
            "Examples:",
            "  ./evenkeel slo weeks payments-availability",
            "  ./evenkeel slo weeks payments-availability --import weeks.csv --reason \"from the old dashboard\"",
            ""
        })
final class SloWeeklyCountsCommand extends AbstractServerCommand {
    private static final List<String> COLUMNS = List.of("weekStart", "failures", "calls");

    @Parameters(paramLabel = "SLO", description = "The SLO.")
    private String slo = "";

    @Option(names = "--import", paramLabel = "FILE", description = "CSV with the columns weekStart, failures, calls.")
    private @Nullable Path file;

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        String path = "/api/v1/slos/" + ServerApiClient.urlEncode(slo) + "/weeks";
        if (file != null) {
            JsonNode kept = api.post(path, requestBody(file).toString()).body();
            return new CommandResult(kept, kept.path("kept").asInt() + " weeks are new.");
        }
        JsonNode weeks = api.get(path).body();
        var textTable = new TextTable("WEEK", "FAILURES", "CALLS", "FROM");
        weeks.forEach(week -> textTable.addRow(
                week.path("weekStart").asString(),
                week.path("failures").asString(),
                week.path("calls").asString(),
                week.path("imported").asBoolean() ? "brought along" : "counted here"));
        return new CommandResult(weeks, weeks.isEmpty() ? "No week is known." : textTable.toString());
    }

    private ObjectNode requestBody(Path csv) {
        ObjectNode order = ServerApiClient.JSON.createObjectNode().put("reason", reason);
        ArrayNode weeks = order.putArray("weeks");
        CsvTable csvTable = CsvTable.parse(readFile("--import", csv));
        if (!csvTable.errors().isEmpty()) {
            throw usageError("--import: " + csv + ": " + String.join("; ", csvTable.errors()));
        }
        if (csvTable.rows().isEmpty() || !cells(csvTable.rows().getFirst()).equals(COLUMNS)) {
            throw usageError("--import: " + csv + " must begin with the columns " + String.join(",", COLUMNS));
        }
        csvTable.rows().stream().skip(1).forEach(row -> weeks.add(week(csv, row.line(), cells(row))));
        return order;
    }

    private ObjectNode week(Path csv, int line, List<String> cells) {
        try {
            if (cells.size() == COLUMNS.size()) {
                return ServerApiClient.JSON
                        .createObjectNode()
                        .put("weekStart", cells.get(0))
                        .put("failures", Long.parseLong(cells.get(1)))
                        .put("calls", Long.parseLong(cells.get(2)));
            }
        } catch (NumberFormatException e) {
            throw usageError("--import: line " + line + " of " + csv + ": " + e.getMessage());
        }
        throw usageError("--import: line " + line + " of " + csv + " has " + cells.size() + " cells, and "
                + COLUMNS.size() + " are needed");
    }

    private static List<String> cells(CsvTable.Row row) {
        return row.cells().stream().map(String::strip).toList();
    }
}
