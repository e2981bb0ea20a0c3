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

/// Changes of a CSV file, one report a row; the columns have the names of a report's fields
/// (docs/how-to/record-changes.md).
///
/// @param changes in the order of the rows, each as the server's import takes it
/// @param faults everything that is wrong with the header and with each row
public record ChangeCsvFile(List<ObjectNode> changes, List<String> faults) {
    private static final JsonMapper JSON = JsonMapper.shared();

    public ChangeCsvFile {
        changes = List.copyOf(changes);
        faults = List.copyOf(faults);
    }

    /// Reads a file.
    ///
    /// @param csv with the names of its columns in the first row
    /// @param source whose word the rows are, for those without a `source`
    public static ChangeCsvFile read(String csv, String source) {
        CsvTable table = CsvTable.read(csv);
        List<String> faults = new ArrayList<>(table.faults());
        if (table.rows().size() < 2) {
            faults.add("the file has no change; its first row names the columns, each other one is a change");
            return new ChangeCsvFile(List.of(), faults);
        }
        List<String> header = table.rows().getFirst().cells();
        checkHeader(header, faults);
        List<ObjectNode> changes = new ArrayList<>();
        if (faults.isEmpty()) {
            table.rows().stream().skip(1).forEach(row -> changes.add(change(header, row, source, faults)));
        }
        return new ChangeCsvFile(changes, faults);
    }

    private static void checkHeader(List<String> header, List<String> faults) {
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (!EvenkeelChangeReportParser.FIELDS.contains(name)) {
                faults.add("there is no field \"" + name + "\" for a column; there are "
                        + String.join(
                                ", ",
                                EvenkeelChangeReportParser.FIELDS.stream()
                                        .sorted()
                                        .toList()));
            } else if (!seen.add(name)) {
                faults.add("column " + name + " is there twice");
            }
        }
    }

    private static ObjectNode change(List<String> header, CsvTable.Row row, String source, List<String> faults) {
        ObjectNode change = JSON.createObjectNode().put("source", source).put("state", "DONE");
        if (row.cells().size() != header.size()) {
            faults.add("line " + row.line() + ": has " + row.cells().size() + " cells, the first row " + header.size());
            return change;
        }
        for (int i = 0; i < header.size(); i++) {
            put(change, header.get(i), row.cells().get(i));
        }
        var found = new ValidationErrors();
        EvenkeelChangeReportParser.read(change, found);
        found.all()
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
