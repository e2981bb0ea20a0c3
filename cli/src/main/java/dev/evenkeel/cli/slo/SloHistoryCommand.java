// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import dev.evenkeel.api.SloApi.ImportSloWeeksRequest;
import dev.evenkeel.api.SloApi.ImportedWeek;
import dev.evenkeel.api.SloApi.SloWeekImportResponse;
import dev.evenkeel.api.SloApi.SloWeekResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.files.csv.CsvTable;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
            var imported = api.post(path, new ImportSloWeeksRequest(parse(file), reason), SloWeekImportResponse.class);
            return new CommandResult(imported.body(), imported.value().kept() + " new weeks imported.");
        }
        var weeks = api.get(path, SloWeekResponse[].class);
        var textTable = new TextTable("WEEK", "FAILURES", "CALLS", "SOURCE");
        for (SloWeekResponse week : weeks.value()) {
            textTable.addRow(
                    week.weekStart().toString(),
                    Long.toString(week.failures()),
                    Long.toString(week.calls()),
                    week.imported() ? "imported" : "measured");
        }
        return new CommandResult(
                weeks.body(),
                weeks.value().length == 0
                        ? "No weekly counts. To import some: ./evenkeel slo history SLO --import FILE"
                        : textTable.toString());
    }

    private List<ImportedWeek> parse(Path csv) {
        CsvTable csvTable = CsvTable.parse(readFile("--import", csv));
        if (!csvTable.errors().isEmpty()) {
            throw usageError("--import: " + csv + ": " + String.join("; ", csvTable.errors()));
        }
        if (csvTable.rows().isEmpty() || !cells(csvTable.rows().getFirst()).equals(COLUMNS)) {
            throw usageError("--import: the first line of " + csv + " must be " + String.join(",", COLUMNS)
                    + ". Nothing was imported.");
        }
        return csvTable.rows().stream()
                .skip(1)
                .map(row -> week(csv, row.line(), cells(row)))
                .toList();
    }

    private ImportedWeek week(Path csv, int line, List<String> cells) {
        try {
            if (cells.size() == COLUMNS.size()) {
                return new ImportedWeek(
                        LocalDate.parse(cells.get(0)), Long.parseLong(cells.get(1)), Long.parseLong(cells.get(2)));
            }
        } catch (DateTimeException e) {
            throw usageError("--import: line " + line + " of " + csv + ": weekStart must be a date such as 2026-01-05,"
                    + " got " + cells.get(0) + ". Nothing was imported.");
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
