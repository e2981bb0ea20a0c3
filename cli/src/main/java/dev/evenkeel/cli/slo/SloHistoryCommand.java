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

/// The `evenkeel slo history` command: shows the weekly counts of an SLO's indicator.
@Command(
        description = {
            "Lists the weekly counts of an SLO, or imports earlier weeks.",
            "The server keeps weekly counts permanently. With --import, it adds weeks from a CSV file as a baseline",
            "for change reports. Existing weeks stay unchanged.",
            "",
            "Examples:",
            "  ./evenkeel slo history payments-availability",
            "  ./evenkeel slo history payments-availability --import weeks.csv --reason \"from the old dashboard\"",
            ""
        })
final class SloHistoryCommand extends AbstractServerCommand {
    private static final List<String> COLUMNS = List.of("weekStart", "failures", "calls");

    @Parameters(paramLabel = "SLO", description = "Name of the SLO.")
    private String slo = "";

    @Option(
            names = "--import",
            paramLabel = "FILE",
            description = "CSV file with the columns weekStart, failures, calls.")
    private @Nullable Path file;

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        String path = "/api/v1/slos/" + ServerApiClient.urlEncode(slo) + "/weeks";
        if (file != null) {
            JsonNode kept = api.post(path, requestBody(file).toString()).body();
            return new CommandResult(kept, kept.path("kept").asInt() + " new weeks imported.");
        }
        JsonNode weeks = api.get(path).body();
        var textTable = new TextTable("WEEK", "FAILURES", "CALLS", "SOURCE");
        weeks.forEach(week -> textTable.addRow(
                week.path("weekStart").asString(),
                week.path("failures").asString(),
                week.path("calls").asString(),
                week.path("imported").asBoolean() ? "imported" : "measured"));
        return new CommandResult(
                weeks,
                weeks.isEmpty()
                        ? "No weekly counts. To import some: ./evenkeel slo history SLO --import FILE"
                        : textTable.toString());
    }

    private ObjectNode requestBody(Path csv) {
        ObjectNode order = ServerApiClient.JSON.createObjectNode().put("reason", reason);
        ArrayNode weeks = order.putArray("weeks");
        CsvTable csvTable = CsvTable.parse(readFile("--import", csv));
        if (!csvTable.errors().isEmpty()) {
            throw usageError("--import: " + csv + ": " + String.join("; ", csvTable.errors()));
        }
        if (csvTable.rows().isEmpty() || !cells(csvTable.rows().getFirst()).equals(COLUMNS)) {
            throw usageError("--import: the first line of " + csv + " must be " + String.join(",", COLUMNS)
                    + ". Nothing was imported.");
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
            throw usageError("--import: line " + line + " of " + csv + ": failures and calls must be whole numbers,"
                    + " got " + cells.get(1) + " and " + cells.get(2) + ". Nothing was imported.");
        }
        throw usageError("--import: line " + line + " of " + csv + " has " + cells.size() + " columns, expected "
                + COLUMNS.size() + ". Nothing was imported.");
    }

    private static List<String> cells(CsvTable.Row row) {
        return row.cells().stream().map(String::strip).toList();
    }
}
