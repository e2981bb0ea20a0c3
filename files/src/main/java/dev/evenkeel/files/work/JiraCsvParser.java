// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.work;

import dev.evenkeel.files.csv.CsvTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Issues of Jira's CSV export. A column may be there several times, such as Labels; times are on the clock of
/// whoever exported, in the form of their Jira.
final class JiraCsvParser {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> NEEDED = List.of("Issue key", "Summary", "Issue Type", "Created");

    private final List<String> header;
    private final IssueMapping map;
    private final WorkItemFile.ImportFindings findings;

    private JiraCsvParser(List<String> header, IssueMapping map, WorkItemFile.ImportFindings findings) {
        this.header = header;
        this.map = map;
        this.findings = findings;
    }

    static List<WorkItemFile.RawWorkItem> read(String text, IssueMapping map, WorkItemFile.ImportFindings findings) {
        CsvTable table = CsvTable.read(text);
        findings.faults().addAll(table.faults());
        List<String> header =
                table.rows().isEmpty() ? List.of() : table.rows().getFirst().cells();
        List<String> missing =
                NEEDED.stream().filter(name -> !header.contains(name)).toList();
        if (!missing.isEmpty()) {
            findings.faults()
                    .add("the file lacks the columns " + String.join(", ", missing)
                            + "; export all fields of the issues from Jira, in English");
        }
        if (!findings.faults().isEmpty()) {
            return List.of();
        }
        var reader = new JiraCsvParser(header, map, findings);
        return table.rows().stream().skip(1).map(reader::draft).toList();
    }

    private WorkItemFile.RawWorkItem draft(CsvTable.Row row) {
        ObjectNode item = JSON.createObjectNode();
        String place = "line " + row.line();
        if (row.cells().size() != header.size()) {
            findings.faults().add(place + ": has " + row.cells().size() + " cells, the first row " + header.size());
            return new WorkItemFile.RawWorkItem(place, item, WorkItemJsonParser.FIELDS);
        }
        Set<String> unread = new HashSet<>();
        first(row, "Issue key").ifPresent(key -> item.put("key", key));
        first(row, "Summary").ifPresent(title -> item.put("title", title));
        read(row, "Created", text -> time(item, "opened", text)).ifPresent(fault -> unread.add("opened"));
        read(row, "Resolved", text -> time(item, "closed", text)).ifPresent(fault -> unread.add("closed"));
        read(row, "Original estimate", text -> days(item, "planned", text)).ifPresent(fault -> unread.add("planned"));
        read(row, "Time Spent", text -> days(item, "actual", text)).ifPresent(fault -> unread.add("actual"));
        map.complete(item, all(row, "Labels"), first(row, "Issue Type").orElse(null))
                .forEach((field, fault) -> {
                    findings.faults().add(place + ": " + fault);
                    unread.add(field);
                });
        return new WorkItemFile.RawWorkItem(place, item, unread);
    }

    /* What is wrong with a cell; empty when nothing is, or there is none. */
    private Optional<String> read(CsvTable.Row row, String column, Function<String, Optional<String>> reader) {
        Optional<String> fault = first(row, column).flatMap(reader);
        fault.ifPresent(what -> findings.faults().add("line " + row.line() + ", column " + column + ": " + what));
        return fault;
    }

    private Optional<String> time(ObjectNode item, String name, String text) {
        Optional<Instant> at = map.instant(text);
        at.ifPresent(moment -> item.put(name, moment.toString()));
        return at.isPresent()
                ? Optional.empty()
                : Optional.of("\"" + text + "\" does not fit the pattern; give pattern and zone in the map");
    }

    /* Jira writes seconds. */
    private Optional<String> days(ObjectNode item, String name, String text) {
        try {
            item.put(name, map.days((double) Long.parseLong(text)));
            return Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.of("must be seconds, got \"" + text + "\"; export it as Jira does");
        }
    }

    private Optional<String> first(CsvTable.Row row, String column) {
        return all(row, column).stream().findFirst();
    }

    private List<String> all(CsvTable.Row row, String column) {
        List<String> cells = new ArrayList<>();
        IntStream.range(0, header.size())
                .filter(i -> header.get(i).equalsIgnoreCase(column)
                        && !row.cells().get(i).isEmpty())
                .forEach(i -> cells.add(row.cells().get(i)));
        return cells;
    }
}
