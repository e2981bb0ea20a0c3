// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.work;

import dev.evenkeel.engine.capacity.WorkItem;
import dev.evenkeel.files.csv.CsvTable;
import dev.evenkeel.files.json.RecordBinder;
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

/// A parser of Jira's CSV export. Columns such as Labels can occur several times; times are in the time zone of
/// the exporting user and in the format of their Jira.
final class JiraCsvParser {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> NEEDED = List.of("Issue key", "Summary", "Issue Type", "Created");

    private final List<String> header;
    private final IssueMapping mapping;
    private final WorkItemFile.ImportFindings findings;

    private JiraCsvParser(List<String> header, IssueMapping mapping, WorkItemFile.ImportFindings findings) {
        this.header = header;
        this.mapping = mapping;
        this.findings = findings;
    }

    static List<WorkItemFile.RawWorkItem> parse(
            String text, IssueMapping mapping, WorkItemFile.ImportFindings findings) {
        CsvTable csvTable = CsvTable.parse(text);
        findings.errors().addAll(csvTable.errors());
        List<String> header = csvTable.rows().isEmpty()
                ? List.of()
                : csvTable.rows().getFirst().cells();
        List<String> missing =
                NEEDED.stream().filter(name -> !header.contains(name)).toList();
        if (!missing.isEmpty()) {
            findings.errors()
                    .add("missing columns: " + String.join(", ", missing)
                            + "; export all fields from Jira, in English");
        }
        if (!findings.errors().isEmpty()) {
            return List.of();
        }
        var reader = new JiraCsvParser(header, mapping, findings);
        return csvTable.rows().stream().skip(1).map(reader::toRawItem).toList();
    }

    private WorkItemFile.RawWorkItem toRawItem(CsvTable.Row row) {
        ObjectNode item = JSON.createObjectNode();
        String place = "line " + row.line();
        if (row.cells().size() != header.size()) {
            findings.errors().add(place + ": has " + row.cells().size() + " cells, the first row " + header.size());
            return new WorkItemFile.RawWorkItem(place, item, RecordBinder.namesOf(WorkItem.class));
        }
        Set<String> unread = new HashSet<>();
        findFirst(row, "Issue key").ifPresent(key -> item.put("key", key));
        findFirst(row, "Summary").ifPresent(title -> item.put("title", title));
        readCell(row, "Created", text -> putTime(item, "opened", text)).ifPresent(fault -> unread.add("opened"));
        readCell(row, "Resolved", text -> putTime(item, "closed", text)).ifPresent(fault -> unread.add("closed"));
        readCell(row, "Original estimate", text -> putDays(item, "planned", text))
                .ifPresent(fault -> unread.add("planned"));
        readCell(row, "Time Spent", text -> putDays(item, "actual", text)).ifPresent(fault -> unread.add("actual"));
        mapping.fillIn(
                        item,
                        listCells(row, "Labels"),
                        findFirst(row, "Issue Type").orElse(null))
                .forEach((field, fault) -> {
                    findings.errors().add(place + ": " + fault);
                    unread.add(field);
                });
        return new WorkItemFile.RawWorkItem(place, item, unread);
    }

    /* The error in a cell; empty when the cell is valid or missing. */
    private Optional<String> readCell(CsvTable.Row row, String column, Function<String, Optional<String>> reader) {
        Optional<String> fault = findFirst(row, column).flatMap(reader);
        fault.ifPresent(what -> findings.errors().add("line " + row.line() + ", column " + column + ": " + what));
        return fault;
    }

    private Optional<String> putTime(ObjectNode item, String name, String text) {
        Optional<Instant> at = mapping.parseInstant(text);
        at.ifPresent(moment -> item.put(name, moment.toString()));
        return at.isPresent()
                ? Optional.empty()
                : Optional.of("\"" + text + "\" does not match the pattern; set pattern and zone in the map");
    }

    /* Jira writes seconds. */
    private Optional<String> putDays(ObjectNode item, String name, String text) {
        try {
            item.put(name, mapping.toPersonDays((double) Long.parseLong(text)));
            return Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.of("must be seconds, got \"" + text + "\"; use the Jira export format");
        }
    }

    private Optional<String> findFirst(CsvTable.Row row, String column) {
        return listCells(row, column).stream().findFirst();
    }

    private List<String> listCells(CsvTable.Row row, String column) {
        List<String> cells = new ArrayList<>();
        IntStream.range(0, header.size())
                .filter(i -> header.get(i).equalsIgnoreCase(column)
                        && !row.cells().get(i).isEmpty())
                .forEach(i -> cells.add(row.cells().get(i)));
        return cells;
    }
}
