// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.change;

import dev.evenkeel.files.csv.CsvTable;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The changes in a CSV file, one report a row; the columns are named like the fields of a report
/// (docs/guides/record-deployments.md).
///
/// @param changes reports in the order of the rows, in the format of the server's import
/// @param errors all validation errors of the header and the rows
public record ChangeCsvFile(List<ObjectNode> changes, List<String> errors) {
    private static final JsonMapper JSON = JsonMapper.shared();

    public ChangeCsvFile {
        changes = List.copyOf(changes);
        errors = List.copyOf(errors);
    }

    /// Parses a file.
    ///
    /// @param csv CSV with the names of its columns in the first row
    /// @param source source of the rows without a `source`
    public static ChangeCsvFile parse(String csv, String source) {
        CsvTable csvTable = CsvTable.parse(csv);
        List<String> faults = new ArrayList<>(csvTable.errors());
        if (csvTable.rows().size() < 2) {
            faults.add("the file contains no changes; the first row must have the column names, each other row one"
                    + " change");
            return new ChangeCsvFile(List.of(), faults);
        }
        List<String> header = csvTable.rows().getFirst().cells();
        checkHeader(header, faults);
        List<ObjectNode> changes = new ArrayList<>();
        if (faults.isEmpty()) {
            csvTable.rows().stream().skip(1).forEach(row -> changes.add(toChange(header, row, source, faults)));
        }
        return new ChangeCsvFile(changes, faults);
    }

    private static void checkHeader(List<String> header, List<String> faults) {
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (!EvenkeelChangeReportParser.FIELDS.contains(name)) {
                faults.add("unknown column \"" + name + "\"; allowed: "
                        + String.join(
                                ", ",
                                EvenkeelChangeReportParser.FIELDS.stream()
                                        .sorted()
                                        .toList()));
            } else if (!seen.add(name)) {
                faults.add("duplicate column " + name);
            }
        }
    }

    private static ObjectNode toChange(List<String> header, CsvTable.Row row, String source, List<String> faults) {
        ObjectNode change = JSON.createObjectNode().put("source", source).put("state", "COMPLETED");
        if (row.cells().size() != header.size()) {
            faults.add("line " + row.line() + ": has " + row.cells().size() + " cells, the first row " + header.size());
            return change;
        }
        for (int i = 0; i < header.size(); i++) {
            put(change, header.get(i), row.cells().get(i));
        }
        var found = new ValidationErrors();
        EvenkeelChangeReportParser.parse(change, found);
        found.toList()
                .forEach(fault -> faults.add("line " + row.line() + ": "
                        + fault.pointer().substring(1) + " " + fault.message() + "; " + fault.remedy()));
        return change;
    }

    private static void put(ObjectNode change, String name, String cell) {
        if (name.equals("unplanned") && (cell.equals("true") || cell.equals("false"))) {
            change.put(name, cell.equals("true"));
        } else if (name.equals("technologies") && !cell.isBlank()) {
            ArrayNode keys = change.putArray(name);
            Stream.of(cell.strip().split("[;\\s]+")).forEach(keys::add);
        } else if (!cell.isEmpty()) {
            change.put(name, cell);
        }
    }
}
