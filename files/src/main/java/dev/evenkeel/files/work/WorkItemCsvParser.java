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

/// Work items of any CSV file, by a map that says which field comes from which column.
final class WorkItemCsvParser {
    private static final Set<String> TIMES = Set.of("opened", "closed");
    private static final Set<String> EFFORTS = Set.of("planned", "actual");
    private static final Set<String> WORTH = Set.of("costOfDelay", "riskBought", "weeks");
    private static final Set<String> TEXTS = Set.of("title", "kind", "team", "service", "currency", "causes");
    private static final CsvRowMapper.MappableFields FIELDS = new CsvRowMapper.MappableFields(
            Stream.of(TIMES, EFFORTS, WORTH, TEXTS).flatMap(Set::stream).collect(Collectors.toSet()),
            List.of("title", "kind", "opened"));

    private WorkItemCsvParser() {}

    static List<WorkItemFile.RawWorkItem> read(String csv, String map, WorkItemFile.ImportFindings findings) {
        CsvRowMapper rows = CsvRowMapper.read(csv, map, FIELDS);
        EFFORTS.stream()
                .sorted()
                .filter(effort -> rows.column(effort).toLowerCase(Locale.ROOT).contains("point"))
                .forEach(effort -> rows.fault("map /fields/" + effort + "/column: \"" + rows.column(effort)
                        + "\" are relative points, which are no effort; name a column of days or hours, or leave it"
                        + " out"));
        List<CsvRowMapper.MappedRow> read = rows.readable("key", WorkItemCsvParser::put);
        findings.faults().addAll(rows.faults());
        return read.stream()
                .map(row -> new WorkItemFile.RawWorkItem(
                        "row " + row.object().path("key").asString(""), row.object(), row.unread()))
                .toList();
    }

    private static void put(ObjectNode item, String name, ColumnMapping rule, List<String> cells) {
        if (TIMES.contains(name)) {
            Instant at = rule.instant(cells);
            if (at != null) {
                item.put(name, at.toString());
            } else if (name.equals("opened")) {
                throw new ColumnMapping.InvalidCellException("must not be empty");
            }
        } else if (name.equals("causes")) {
            rule.texts(cells).forEach(item.withArray("/causes")::add);
        } else if (TEXTS.contains(name)) {
            String text = rule.text(cells);
            if (text != null) {
                (name.equals("currency") ? item.withObject("/worth") : item).put(name, text);
            } else if (FIELDS.needed().contains(name)) {
                throw new ColumnMapping.InvalidCellException("must not be empty");
            }
        } else {
            BigDecimal number = rule.number(cells);
            if (number != null) {
                (WORTH.contains(name) ? item.withObject("/worth") : item).put(name, number);
            }
        }
    }
}
