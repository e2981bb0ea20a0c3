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

/// The rows of a CSV file with a map: `id`, the columns that together name a row for ever, and `fields`, a rule
/// for each field. Everything that is wrong with both is collected. Confined to one thread.
public final class CsvRowMapper {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<CsvTable.Row> rows;
    private final List<String> faults;
    private final Map<String, ColumnMapping> rules = new LinkedHashMap<>();
    private final List<Integer> ids = new ArrayList<>();

    private CsvRowMapper(CsvTable table) {
        this.rows = table.rows();
        this.faults = new ArrayList<>(table.faults());
    }

    /// The fields of a file.
    ///
    /// @param names of all that there are
    /// @param needed those that every map has to have
    public record MappableFields(Set<String> names, List<String> needed) {
        public MappableFields {
            names = Set.copyOf(names);
            needed = List.copyOf(needed);
        }
    }

    /// Writes one field of a row.
    @FunctionalInterface
    public interface FieldWriter {
        /// @param row where the rule finds its cell
        /// @throws ColumnMapping.InvalidCellException when the cell does not fit
        void put(ObjectNode target, String name, ColumnMapping rule, List<String> row);
    }

    /// Reads a file.
    ///
    /// @param csv with the names of its columns in the first row
    /// @param map YAML or JSON
    public static CsvRowMapper read(String csv, String map, MappableFields fields) {
        var read = new CsvRowMapper(CsvTable.read(csv));
        if (read.rows.isEmpty()) {
            read.faults.add("the file has no row; the first one names the columns");
        } else {
            read.map(map, fields);
        }
        return read;
    }

    private void map(String map, MappableFields known) {
        var mapFaults = new ValidationErrors();
        try {
            rules(new JsonObjectReader(JSON.readTree(YamlCodec.toJson(map)), "", mapFaults), known, mapFaults);
        } catch (IllegalArgumentException e) {
            mapFaults.add("", String.valueOf(e.getMessage()), "correct the YAML");
        }
        mapFaults
                .all()
                .forEach(
                        fault -> faults.add("map " + fault.pointer() + ": " + fault.message() + "; " + fault.remedy()));
    }

    private void rules(JsonObjectReader map, MappableFields known, ValidationErrors mapFaults) {
        List<String> header = rows.getFirst().cells();
        map.only(Set.of("id", "fields"));
        List<String> idColumns = map.texts("id", List.of());
        if (idColumns.isEmpty()) {
            mapFaults.add("/id", "is missing", "list the columns that together name a row for ever");
        }
        for (int i = 0; i < idColumns.size(); i++) {
            int column = header.indexOf(idColumns.get(i));
            if (column < 0) {
                mapFaults.add(
                        "/id/" + i,
                        "there is no column \"" + idColumns.get(i) + "\"",
                        "the file has " + String.join(", ", header));
            }
            ids.add(column);
        }
        JsonObjectReader fields = map.object("fields").only(known.names());
        known.names().stream()
                .sorted()
                .filter(name -> fields.find(name) != null)
                .forEach(name ->
                        rules.put(name, new ColumnMapping(fields.find(name), fields.at(name), header, mapFaults)));
        for (String needed : known.needed()) {
            if (!rules.containsKey(needed)) {
                mapFaults.add("/fields/" + needed, "is missing", "say where it comes from, or a value for all");
            }
        }
    }

    /// Name of the column that a field comes from; empty when it comes from none.
    public String column(String field) {
        ColumnMapping rule = rules.get(field);
        return rule == null ? "" : rule.column();
    }

    /// Notes something else that is wrong with the map.
    public void fault(String fault) {
        faults.add(fault);
    }

    /// Everything that is wrong, in the order in which it was found.
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /// A row as an object.
    ///
    /// @param unread fields of which a fault was noted already
    public record MappedRow(ObjectNode object, Set<String> unread) {}

    /// The rows as objects, in their order; none when anything is wrong with the map or with any row.
    ///
    /// @param idField gets a row's id
    public List<ObjectNode> objects(String idField, FieldWriter writer) {
        List<MappedRow> all = readable(idField, writer);
        return faults.isEmpty() ? all.stream().map(MappedRow::object).toList() : List.of();
    }

    /// The rows as far as they can be read, in their order, for whoever has more to say of them; none when
    /// anything is wrong with the map.
    ///
    /// @param idField gets a row's id
    public List<MappedRow> readable(String idField, FieldWriter writer) {
        List<MappedRow> objects = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        if (faults.isEmpty()) {
            rows.stream().skip(1).filter(this::isWhole).forEach(row -> {
                Set<String> unread = new HashSet<>();
                String id = String.join("/", ids.stream().map(row.cells()::get).toList());
                if (!seen.add(id)) {
                    faults.add("line " + row.line() + ": id \"" + id + "\" is there twice; add a column to id");
                    unread.add(idField);
                }
                ObjectNode object = JSON.createObjectNode().put(idField, id);
                write(object, row, writer, unread);
                objects.add(new MappedRow(object, unread));
            });
        }
        return objects;
    }

    private boolean isWhole(CsvTable.Row row) {
        int columns = rows.getFirst().cells().size();
        boolean whole = row.cells().size() == columns;
        if (!whole) {
            faults.add("line " + row.line() + ": has " + row.cells().size() + " cells, the first row " + columns);
        }
        return whole;
    }

    private void write(ObjectNode object, CsvTable.Row row, FieldWriter writer, Set<String> unread) {
        rules.forEach((name, rule) -> {
            try {
                writer.put(object, name, rule, row.cells());
            } catch (ColumnMapping.InvalidCellException e) {
                faults.add("line " + row.line() + rule.place() + ": " + name + " " + e.getMessage());
                unread.add(name);
            }
        });
    }
}
