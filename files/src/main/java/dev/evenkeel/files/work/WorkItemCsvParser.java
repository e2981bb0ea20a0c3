// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.work;

import dev.evenkeel.files.csv.ColumnMapping;
import dev.evenkeel.files.csv.CsvRowMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// A parser of work items in any CSV file, with a mapping of fields to columns.
final class WorkItemCsvParser {
    private static final Set<String> TIMES = Set.of("opened", "closed");
    private static final Set<String> EFFORTS = Set.of("planned", "actual");
    private static final Set<String> WORTH = Set.of("costOfDelay", "riskReduction", "weeks");
    private static final Set<String> TEXTS = Set.of("title", "kind", "team", "service", "currency", "causes");
    private static final CsvRowMapper.MappableFields FIELDS = new CsvRowMapper.MappableFields(
            Stream.of(TIMES, EFFORTS, WORTH, TEXTS).flatMap(Set::stream).collect(Collectors.toSet()),
            List.of("title", "kind", "opened"));

    private WorkItemCsvParser() {}

    static List<WorkItemFile.RawWorkItem> parse(String csv, String map, WorkItemFile.ImportFindings findings) {
        CsvRowMapper rows = CsvRowMapper.parse(csv, map, FIELDS);
        EFFORTS.stream()
                .sorted()
                .filter(effort -> rows.columnOf(effort).toLowerCase(Locale.ROOT).contains("point"))
                .forEach(effort -> rows.addError("map /fields/" + effort + "/column: \"" + rows.columnOf(effort)
                        + "\" contains story points; use a column with days or hours, or remove"
                        + " it"));
        List<CsvRowMapper.MappedRow> read = rows.toReadableRows("key", WorkItemCsvParser::put);
        findings.errors().addAll(rows.errors());
        return read.stream()
                .map(row -> new WorkItemFile.RawWorkItem(
                        "row " + row.object().path("key").asString(""), row.object(), row.invalidFields()))
                .toList();
    }

    private static void put(ObjectNode item, String name, ColumnMapping mapping, List<String> cells) {
        if (TIMES.contains(name)) {
            Instant at = mapping.instant(cells);
            if (at != null) {
                item.put(name, at.toString());
            } else if (name.equals("opened")) {
                throw new ColumnMapping.InvalidCellException("must not be empty");
            }
        } else if (name.equals("causes")) {
            mapping.texts(cells).forEach(item.withArray("/causes")::add);
        } else if (TEXTS.contains(name)) {
            String text = mapping.text(cells);
            if (text != null) {
                (name.equals("currency") ? item.withObject("/worth") : item).put(name, text);
            } else if (FIELDS.required().contains(name)) {
                throw new ColumnMapping.InvalidCellException("must not be empty");
            }
        } else {
            BigDecimal number = mapping.number(cells);
            if (number != null) {
                (WORTH.contains(name) ? item.withObject("/worth") : item).put(name, number);
            }
        }
    }
}
