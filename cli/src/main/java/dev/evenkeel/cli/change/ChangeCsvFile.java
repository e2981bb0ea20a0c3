// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.change;

import dev.evenkeel.api.ChangeApi.ReportChangeRequest;
import dev.evenkeel.files.csv.CsvTable;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.RecordBinder;
import dev.evenkeel.files.json.ValidationErrors;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The changes in a CSV file, one report a row; the columns are named like the fields of a report
/// (docs/guides/record-deployments.md).
///
/// @param changes reports in the order of the rows
/// @param errors all errors of the header, and of the types of the cells
record ChangeCsvFile(List<ReportChangeRequest> changes, List<String> errors) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> COLUMNS = Stream.of(ReportChangeRequest.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toCollection(TreeSet::new));

    ChangeCsvFile {
        changes = List.copyOf(changes);
        errors = List.copyOf(errors);
    }

    /// Parses a file.
    ///
    /// @param csv CSV with the names of its columns in the first row
    /// @param source source of the rows without a `source`
    static ChangeCsvFile parse(String csv, String source) {
        CsvTable csvTable = CsvTable.parse(csv);
        List<String> errors = new ArrayList<>(csvTable.errors());
        if (csvTable.rows().size() < 2) {
            errors.add("the file contains no changes; the first row must have the column names, each other row one"
                    + " change");
            return new ChangeCsvFile(List.of(), errors);
        }
        List<String> header = csvTable.rows().getFirst().cells();
        checkHeader(header, errors);
        List<ReportChangeRequest> changes = new ArrayList<>();
        if (errors.isEmpty()) {
            csvTable.rows().stream().skip(1).forEach(row -> addChange(header, row, source, changes, errors));
        }
        return new ChangeCsvFile(changes, errors);
    }

    private static void checkHeader(List<String> header, List<String> errors) {
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (!COLUMNS.contains(name)) {
                errors.add("unknown column \"" + name + "\"; allowed: " + String.join(", ", COLUMNS));
            } else if (!seen.add(name)) {
                errors.add("duplicate column " + name);
            }
        }
    }

    private static void addChange(
            List<String> header,
            CsvTable.Row row,
            String source,
            List<ReportChangeRequest> changes,
            List<String> errors) {
        if (row.cells().size() != header.size()) {
            errors.add("line " + row.line() + ": has " + row.cells().size() + " cells, the first row " + header.size());
            return;
        }
        ObjectNode fields = JSON.createObjectNode().put("source", source).put("state", "COMPLETED");
        for (int i = 0; i < header.size(); i++) {
            put(fields, header.get(i), row.cells().get(i));
        }
        var found = new ValidationErrors();
        ReportChangeRequest change = RecordBinder.bind(
                ReportChangeRequest.class, new JsonObjectReader(fields, "", found), Map.of(), Set.of());
        found.toList()
                .forEach(error -> errors.add("line " + row.line() + ": "
                        + error.pointer().substring(1) + " " + error.message() + "; " + error.remedy()));
        if (change != null) {
            changes.add(change);
        }
    }

    private static void put(ObjectNode fields, String name, String cell) {
        if (cell.isBlank()) {
            return;
        }
        switch (name) {
            case "unplanned" -> {
                if (cell.equals("true") || cell.equals("false")) {
                    fields.put(name, cell.equals("true"));
                } else {
                    fields.put(name, cell);
                }
            }
            case "technologies" -> {
                ArrayNode keys = fields.putArray(name);
                Stream.of(cell.strip().split("[;\\s]+")).forEach(keys::add);
            }
            default -> fields.put(name, cell);
        }
    }
}
