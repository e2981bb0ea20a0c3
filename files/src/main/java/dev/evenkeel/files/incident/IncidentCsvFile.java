// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.incident;

import dev.evenkeel.files.csv.ColumnMapping;
import dev.evenkeel.files.csv.CsvRowMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// The incidents in a CSV file, with a mapping of fields to columns (docs/guides/import-incidents.md).
///
/// @param incidents incidents in the order of the rows, in the format of the server's import
/// @param errors all validation errors of the mapping and the rows
public record IncidentCsvFile(List<ObjectNode> incidents, List<String> errors) {
    private static final Set<String> TIMES =
            Set.of("HARM_STARTED", "DETECTED", "ACKNOWLEDGED", "IDENTIFIED", "MITIGATED", "RESOLVED");
    private static final Set<String> TEXTS =
            Set.of("service", "title", "severity", "trigger", "detection", "mitigation", "wentWell", "gotLucky");
    private static final Set<String> OTHERS = Set.of("causes", "failedRequests", "affectedUserShare", "financialLoss");
    private static final CsvRowMapper.MappableFields FIELDS = new CsvRowMapper.MappableFields(
            Stream.of(TIMES, TEXTS, OTHERS).flatMap(Set::stream).collect(Collectors.toSet()),
            List.of("service", "title", "HARM_STARTED"));

    public IncidentCsvFile {
        incidents = List.copyOf(incidents);
        errors = List.copyOf(errors);
    }

    /// Parses a file.
    ///
    /// @param csv CSV with the names of its columns in the first row
    /// @param map YAML or JSON
    public static IncidentCsvFile parse(String csv, String map) {
        CsvRowMapper rows = CsvRowMapper.parse(csv, map, FIELDS);
        List<ObjectNode> incidents = rows.toObjects("externalId", IncidentCsvFile::put);
        return new IncidentCsvFile(incidents, rows.errors());
    }

    private static void put(ObjectNode incident, String name, ColumnMapping mapping, List<String> cells) {
        if (TIMES.contains(name)) {
            time(incident.withObject("/times"), name, mapping, cells);
        } else if (TEXTS.contains(name)) {
            String text = mapping.text(cells);
            if (text != null) {
                incident.put(name, text);
            } else if (name.equals("service") || name.equals("title")) {
                throw new ColumnMapping.InvalidCellException("must not be empty");
            }
        } else if (name.equals("causes")) {
            mapping.texts(cells)
                    .forEach(cause -> incident.withArray("/causes").addObject().put("name", cause));
        } else {
            impact(incident, name, mapping, cells);
        }
    }

    private static void time(ObjectNode times, String name, ColumnMapping mapping, List<String> cells) {
        Instant at = mapping.instant(cells);
        String precision = mapping.precision();
        if (at != null) {
            ObjectNode time = times.putObject(name).put("at", at.toString()).put("source", "import");
            if (precision != null) {
                time.put("precision", precision);
            }
        } else if (name.equals("HARM_STARTED")) {
            throw new ColumnMapping.InvalidCellException("must not be empty");
        }
    }

    private static void impact(ObjectNode incident, String name, ColumnMapping mapping, List<String> cells) {
        BigDecimal number = mapping.number(cells);
        if (number == null || (number.signum() == 0 && name.equals("financialLoss"))) {
            return;
        }
        if (number.signum() < 0) {
            throw new ColumnMapping.InvalidCellException("must not be below 0, got " + number);
        }
        ObjectNode impact = incident.withObject("/impact");
        switch (name) {
            case "failedRequests" -> impact.put(name, whole(number));
            case "affectedUserShare" -> impact.put(name, number.doubleValue());
            default ->
                impact.putObject("financialLoss")
                        .put("units", 1)
                        .put("unit", "incident")
                        .put("rate", number)
                        .put("currency", mapping.currency())
                        .put("day", day(incident));
        }
    }

    private static long whole(BigDecimal number) {
        if (number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new ColumnMapping.InvalidCellException("must be at most " + Long.MAX_VALUE + ", got " + number);
        }
        return number.longValue();
    }

    private static String day(ObjectNode incident) {
        String at = incident.at("/times/HARM_STARTED/at").asString("1970-01-01T00:00:00Z");
        return Instant.parse(at).atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
