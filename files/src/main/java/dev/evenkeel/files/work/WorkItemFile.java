// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.work;

import dev.evenkeel.engine.capacity.WorkItem;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.files.json.RecordBinder;
import dev.evenkeel.files.json.ValidationErrors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The work items in a file of another system (docs/guides/plan-team-capacity.md).
///
/// @param items items in the order of the file; empty when anything is invalid
/// @param errors all validation errors of the file and its mapping
/// @param notes skipped parts, with the reason
public record WorkItemFile(List<WorkItem> items, List<String> errors, List<String> notes) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern ITEM = Pattern.compile("/items/(\\d+)(/?.*)");

    public WorkItemFile {
        items = List.copyOf(items);
        errors = List.copyOf(errors);
        notes = List.copyOf(notes);
    }

    /// An item before its validation.
    ///
    /// @param location location in the file, for messages
    /// @param fields fields in the format of the server
    /// @param invalidFields fields with an error that is already reported
    record RawWorkItem(String location, ObjectNode fields, Set<String> invalidFields) {
        RawWorkItem {
            invalidFields = Set.copyOf(invalidFields);
        }
    }

    private record WorkItemList(List<WorkItem> items) {}

    /// The errors and notes found while parsing.
    ///
    /// @param notes skipped parts
    record ImportFindings(List<String> errors, List<String> notes) {
        ImportFindings() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /// Parses a file.
    ///
    /// @param map YAML or JSON with information missing in the file; empty for none
    /// @param now current time; items cannot be opened or closed after it
    public static WorkItemFile parse(WorkItemFormat format, String text, String map, Instant now) {
        var findings = new ImportFindings();
        List<RawWorkItem> drafts;
        try {
            drafts = parseRawItems(format, text, map, findings);
        } catch (JacksonException e) {
            findings.errors().add("the file is not JSON: " + JsonTextParser.formatMessage(e));
            drafts = List.of();
        }
        List<WorkItem> items = validate(drafts, now, findings);
        return new WorkItemFile(findings.errors().isEmpty() ? items : List.of(), findings.errors(), findings.notes());
    }

    private static List<RawWorkItem> parseRawItems(
            WorkItemFormat format, String text, String map, ImportFindings findings) {
        return switch (format) {
            case JSON -> parseOwn(text, map, findings);
            case CSV -> WorkItemCsvParser.parse(text, map, findings);
            case GITHUB, GITLAB, JIRA ->
                IssueTrackerJsonParser.parse(format, text, IssueMapping.parse(map, findings), findings);
            case JIRA_CSV -> JiraCsvParser.parse(text, IssueMapping.parse(map, findings), findings);
        };
    }

    private static List<RawWorkItem> parseOwn(String text, String map, ImportFindings findings) {
        if (!map.isBlank()) {
            findings.errors().add("a map is not allowed for JSON; use it with other formats");
        }
        JsonNode listed = JSON.readTree(text);
        listObjects(listed, "", findings);
        return IntStream.range(0, listed.isArray() ? listed.size() : 0)
                .filter(i -> listed.get(i) instanceof ObjectNode)
                .mapToObj(i -> new RawWorkItem("item " + (i + 1), (ObjectNode) listed.get(i), Set.of()))
                .toList();
    }

    /// Returns the objects of an array.
    ///
    /// @param where expected location of the array, as the end of a sentence
    static List<ObjectNode> listObjects(JsonNode listed, String where, ImportFindings findings) {
        if (!listed.isArray()) {
            findings.errors().add("the file must be an array of items" + where);
            return List.of();
        }
        List<ObjectNode> objects = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            if (listed.get(i) instanceof ObjectNode object) {
                objects.add(object);
            } else {
                findings.errors().add("item " + (i + 1) + ": must be an object, got " + listed.get(i));
            }
        }
        return objects;
    }

    private static List<WorkItem> validate(List<RawWorkItem> drafts, Instant now, ImportFindings findings) {
        var errors = new ValidationErrors();
        ObjectNode all = JSON.createObjectNode();
        all.putArray("items").addAll(drafts.stream().map(RawWorkItem::fields).toList());
        WorkItemList items = Objects.requireNonNull(
                RecordBinder.bindValid(WorkItemList.class, new JsonObjectReader(all, "", errors)));
        WorkItemValidator.validate(items.items(), "/items", now, errors);
        errors.toList().forEach(fault -> {
            Matcher item = ITEM.matcher(fault.pointer());
            RawWorkItem draft = item.matches() ? drafts.get(Integer.parseInt(item.group(1))) : null;
            if (draft == null || Stream.of(item.group(2).split("/")).noneMatch(draft.invalidFields()::contains)) {
                findings.errors().add(locate(draft, item) + " " + fault.message() + "; " + fault.remedy());
            }
        });
        return items.items();
    }

    private static String locate(@Nullable RawWorkItem draft, Matcher item) {
        return draft == null
                ? "the file"
                : draft.location() + ":"
                        + (item.group(2).isEmpty() ? "" : " " + item.group(2).substring(1));
    }
}
