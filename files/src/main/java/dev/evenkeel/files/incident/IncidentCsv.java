// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.incident;

import dev.evenkeel.files.YamlText;
import dev.evenkeel.files.plan.Faults;
import dev.evenkeel.files.plan.JsonFields;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Incidents of a CSV file, by a map that says which field comes from which column
/// (docs/how-to/import-incidents.md).
///
/// @param incidents in the order of the rows, each as the server's import takes it
/// @param faults everything that is wrong with the map and with each row
public record IncidentCsv(List<ObjectNode> incidents, List<String> faults) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> TIMES =
            Set.of("HARM_STARTED", "DETECTED", "ACKNOWLEDGED", "IDENTIFIED", "MITIGATED", "RESOLVED");
    private static final Set<String> TEXTS =
            Set.of("service", "title", "severity", "trigger", "detection", "mitigation", "wentWell", "luck");
    private static final Set<String> OTHERS = Set.of("causes", "requestsFailed", "usersShare", "lost");

    public IncidentCsv {
        incidents = List.copyOf(incidents);
        faults = List.copyOf(faults);
    }

    /// Reads a file.
    ///
    /// @param csv with the names of its columns in the first row
    /// @param map YAML or JSON
    public static IncidentCsv read(String csv, String map) {
        Csv table = Csv.read(csv);
        List<String> faults = new ArrayList<>(table.faults());
        if (table.rows().isEmpty()) {
            faults.add("the file has no row; the first one names the columns");
            return new IncidentCsv(List.of(), faults);
        }
        List<String> header = table.rows().getFirst().cells();
        var mapFaults = new Faults();
        var reader = new Reader(header, mapFaults);
        try {
            reader.map(new JsonFields(JSON.readTree(YamlText.toJson(map)), "", mapFaults));
        } catch (IllegalArgumentException e) {
            mapFaults.add("", String.valueOf(e.getMessage()), "correct the YAML");
        }
        mapFaults
                .all()
                .forEach(
                        fault -> faults.add("map " + fault.pointer() + ": " + fault.message() + "; " + fault.remedy()));
        if (faults.isEmpty()) {
            table.rows().stream().skip(1).forEach(row -> reader.row(row, faults));
        }
        return new IncidentCsv(faults.isEmpty() ? reader.incidents : List.of(), faults);
    }

    private static final class Reader {
        private final List<String> header;
        private final Faults mapFaults;
        private final Map<String, ColumnRule> rules = new LinkedHashMap<>();
        private final List<Integer> ids = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private final List<ObjectNode> incidents = new ArrayList<>();

        private Reader(List<String> header, Faults mapFaults) {
            this.header = header;
            this.mapFaults = mapFaults;
        }

        private void map(JsonFields map) {
            map.only(Set.of("id", "fields"));
            List<String> idColumns = map.texts("id", List.of());
            if (idColumns.isEmpty()) {
                mapFaults.add("/id", "is missing", "list the columns that together name an incident for ever");
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
            Set<String> names = new HashSet<>(TIMES);
            names.addAll(TEXTS);
            names.addAll(OTHERS);
            JsonFields fields = map.object("fields").only(names);
            names.stream()
                    .sorted()
                    .filter(name -> fields.find(name) != null)
                    .forEach(name ->
                            rules.put(name, new ColumnRule(fields.find(name), fields.at(name), header, mapFaults)));
            for (String needed : List.of("service", "title", "HARM_STARTED")) {
                if (!rules.containsKey(needed)) {
                    mapFaults.add("/fields/" + needed, "is missing", "say where it comes from, or a value for all");
                }
            }
        }

        private void row(Csv.Row row, List<String> faults) {
            if (row.cells().size() != header.size()) {
                faults.add("line " + row.line() + ": has " + row.cells().size() + " cells, the first row "
                        + header.size());
                return;
            }
            ObjectNode incident = JSON.createObjectNode();
            String id = String.join("/", ids.stream().map(row.cells()::get).toList());
            if (!seen.add(id)) {
                faults.add("line " + row.line() + ": id \"" + id + "\" is there twice; add a column to id");
            }
            incident.put("externalId", id);
            rules.forEach((name, rule) -> {
                try {
                    put(incident, name, rule, row.cells());
                } catch (ColumnRule.Unfit e) {
                    faults.add("line " + row.line() + rule.place() + ": " + name + " " + e.getMessage());
                }
            });
            incidents.add(incident);
        }

        private void put(ObjectNode incident, String name, ColumnRule rule, List<String> cells) {
            if (TIMES.contains(name)) {
                time(incident.withObject("/times"), name, rule, cells);
            } else if (TEXTS.contains(name)) {
                String text = rule.text(cells);
                if (text != null) {
                    incident.put(name, text);
                } else if (name.equals("service") || name.equals("title")) {
                    throw new ColumnRule.Unfit("must not be empty");
                }
            } else if (name.equals("causes")) {
                rule.texts(cells)
                        .forEach(cause ->
                                incident.withArray("/causes").addObject().put("name", cause));
            } else {
                impact(incident, name, rule, cells);
            }
        }

        private static void time(ObjectNode times, String name, ColumnRule rule, List<String> cells) {
            Instant at = rule.instant(cells);
            String precision = rule.precision();
            if (at != null) {
                ObjectNode time = times.putObject(name).put("at", at.toString()).put("source", "import");
                if (precision != null) {
                    time.put("precision", precision);
                }
            } else if (name.equals("HARM_STARTED")) {
                throw new ColumnRule.Unfit("must not be empty");
            }
        }

        private static void impact(ObjectNode incident, String name, ColumnRule rule, List<String> cells) {
            BigDecimal number = rule.number(cells);
            if (number == null || (number.signum() == 0 && name.equals("lost"))) {
                return;
            }
            if (number.signum() < 0) {
                throw new ColumnRule.Unfit("must not be below 0, got " + number);
            }
            ObjectNode impact = incident.withObject("/impact");
            switch (name) {
                case "requestsFailed" -> impact.put(name, number.longValue());
                case "usersShare" -> impact.put(name, number.doubleValue());
                default ->
                    impact.putObject("lost")
                            .put("units", 1)
                            .put("unit", "incident")
                            .put("rate", number)
                            .put("currency", rule.currency())
                            .put("day", day(incident));
            }
        }

        private static String day(ObjectNode incident) {
            String at = incident.at("/times/HARM_STARTED/at").asString("1970-01-01T00:00:00Z");
            return Instant.parse(at).atZone(ZoneOffset.UTC).toLocalDate().toString();
        }
    }
}
