// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.csv;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.yaml.YamlCodec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A mapper of CSV rows to JSON objects. The mapping has `id`, the columns that together identify a row
/// permanently, and `fields`, a mapping for each field. Collects all validation errors of file and mapping. Not
/// thread-safe.
public final class CsvRowMapper {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<CsvTable.Row> rows;
    private final List<String> faults;
    private final Map<String, ColumnMapping> rules = new LinkedHashMap<>();
    private final List<Integer> ids = new ArrayList<>();

    private CsvRowMapper(CsvTable csvTable) {
        this.rows = csvTable.rows();
        this.faults = new ArrayList<>(csvTable.errors());
    }

    /// The fields that can be mapped.
    ///
    /// @param names names of all fields
    /// @param required fields that every mapping must have
    public record MappableFields(Set<String> names, List<String> required) {
        public MappableFields {
            names = Set.copyOf(names);
            required = List.copyOf(required);
        }
    }

    /// A writer of one field of a row.
    @FunctionalInterface
    public interface FieldWriter {
        /// @param row cells for the mapping
        /// @throws ColumnMapping.InvalidCellException when the cell is invalid
        void put(ObjectNode target, String name, ColumnMapping mapping, List<String> row);
    }

    /// Parses a file and its mapping.
    ///
    /// @param csv CSV with the names of its columns in the first row
    /// @param map YAML or JSON
    public static CsvRowMapper parse(String csv, String map, MappableFields fields) {
        var read = new CsvRowMapper(CsvTable.parse(csv));
        if (read.rows.isEmpty()) {
            read.faults.add("the file is empty; the first row must have the column names");
        } else {
            read.parseMap(map, fields);
        }
        return read;
    }

    private void parseMap(String map, MappableFields known) {
        var mapFaults = new ValidationErrors();
        try {
            parseRules(new JsonObjectReader(JSON.readTree(YamlCodec.toJson(map)), "", mapFaults), known, mapFaults);
        } catch (IllegalArgumentException e) {
            mapFaults.add("", String.valueOf(e.getMessage()), "correct the YAML");
        }
        mapFaults
                .toList()
                .forEach(
                        fault -> faults.add("map " + fault.pointer() + ": " + fault.message() + "; " + fault.remedy()));
    }

    private void parseRules(JsonObjectReader map, MappableFields known, ValidationErrors mapFaults) {
        List<String> header = rows.getFirst().cells();
        map.rejectUnknownFields(Set.of("id", "fields"));
        List<String> idColumns = map.texts("id", List.of());
        if (idColumns.isEmpty()) {
            mapFaults.add("/id", "is missing", "list the columns that identify a row permanently");
        }
        for (int i = 0; i < idColumns.size(); i++) {
            int column = header.indexOf(idColumns.get(i));
            if (column < 0) {
                mapFaults.add(
                        "/id/" + i,
                        "unknown column \"" + idColumns.get(i) + "\"",
                        "columns of the file: " + String.join(", ", header));
            }
            ids.add(column);
        }
        JsonObjectReader fields = map.object("fields").rejectUnknownFields(known.names());
        known.names().stream()
                .sorted()
                .filter(name -> fields.find(name) != null)
                .forEach(name -> rules.put(
                        name, new ColumnMapping(fields.find(name), fields.pointerTo(name), header, mapFaults)));
        for (String needed : known.required()) {
            if (!rules.containsKey(needed)) {
                mapFaults.add("/fields/" + needed, "is missing", "set its column, or a value for all rows");
            }
        }
    }

    /// Returns the name of the column of a field; empty without one.
    public String columnOf(String field) {
        ColumnMapping mapping = rules.get(field);
        return mapping == null ? "" : mapping.column();
    }

    /// Adds another error in the mapping.
    public void addError(String fault) {
        faults.add(fault);
    }

    /// Returns all errors in the order in which they were found.
    public List<String> errors() {
        return List.copyOf(faults);
    }

    /// A row as an object.
    ///
    /// @param invalidFields fields with an error that is already reported
    public record MappedRow(ObjectNode object, Set<String> invalidFields) {}

    /// Converts all rows to objects, in order; empty when the mapping or any row has an error.
    ///
    /// @param idField field for the row's id
    public List<ObjectNode> toObjects(String idField, FieldWriter writer) {
        List<MappedRow> all = toReadableRows(idField, writer);
        return faults.isEmpty() ? all.stream().map(MappedRow::object).toList() : List.of();
    }

    /// Converts the readable parts of all rows, in order, for callers with further validation; empty when the
    /// mapping has an error.
    ///
    /// @param idField field for the row's id
    public List<MappedRow> toReadableRows(String idField, FieldWriter writer) {
        List<MappedRow> objects = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        if (faults.isEmpty()) {
            rows.stream().skip(1).filter(this::isComplete).forEach(row -> {
                Set<String> unread = new HashSet<>();
                String id = String.join("/", ids.stream().map(row.cells()::get).toList());
                if (!seen.add(id)) {
                    faults.add("line " + row.line() + ": duplicate id \"" + id + "\"; add a column to id");
                    unread.add(idField);
                }
                ObjectNode object = JSON.createObjectNode().put(idField, id);
                writeFields(object, row, writer, unread);
                objects.add(new MappedRow(object, unread));
            });
        }
        return objects;
    }

    private boolean isComplete(CsvTable.Row row) {
        int columns = rows.getFirst().cells().size();
        boolean whole = row.cells().size() == columns;
        if (!whole) {
            faults.add("line " + row.line() + ": has " + row.cells().size() + " cells, the first row " + columns);
        }
        return whole;
    }

    private void writeFields(ObjectNode object, CsvTable.Row row, FieldWriter writer, Set<String> unread) {
        rules.forEach((name, mapping) -> {
            try {
                writer.put(object, name, mapping, row.cells());
            } catch (ColumnMapping.InvalidCellException e) {
                faults.add("line " + row.line() + mapping.location() + ": " + name + " " + e.getMessage());
                unread.add(name);
            }
        });
    }
}
