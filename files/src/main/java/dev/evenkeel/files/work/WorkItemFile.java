// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.work;

import dev.evenkeel.engine.capacity.WorkItem;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.files.json.ValidationErrors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Work items of a file of another system (docs/how-to/split-capacity.md).
///
/// @param items in the order of the file; none when anything is wrong
/// @param faults everything that is wrong with the file and with its map
/// @param notes what was left out, and why
public record WorkItemFile(List<WorkItem> items, List<String> faults, List<String> notes) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern ITEM = Pattern.compile("/(\\d+)(/?.*)");

    public WorkItemFile {
        items = List.copyOf(items);
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
    }

    /// An item as it was read, before it is checked.
    ///
    /// @param place where it is in the file, for people
    /// @param fields as the server takes them
    /// @param unread fields of which a fault was noted already
    record RawWorkItem(String place, ObjectNode fields, Set<String> unread) {
        RawWorkItem {
            unread = Set.copyOf(unread);
        }
    }

    /// What was found while reading. Confined to one thread.
    ///
    /// @param faults what is wrong
    /// @param notes what was left out
    record ImportFindings(List<String> faults, List<String> notes) {
        ImportFindings() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /// Reads a file.
    ///
    /// @param map YAML or JSON that says what the file does not; empty for none
    /// @param now the present; nothing is opened or closed after it
    public static WorkItemFile read(WorkItemFormat format, String text, String map, Instant now) {
        var findings = new ImportFindings();
        List<RawWorkItem> drafts;
        try {
            drafts = drafts(format, text, map, findings);
        } catch (JacksonException e) {
            findings.faults().add("the file is no JSON: " + JsonTextParser.words(e));
            drafts = List.of();
        }
        List<WorkItem> items = checked(drafts, now, findings);
        return new WorkItemFile(findings.faults().isEmpty() ? items : List.of(), findings.faults(), findings.notes());
    }

    private static List<RawWorkItem> drafts(WorkItemFormat format, String text, String map, ImportFindings findings) {
        return switch (format) {
            case JSON -> own(text, map, findings);
            case CSV -> WorkItemCsvParser.read(text, map, findings);
            case GITHUB, GITLAB, JIRA ->
                IssueTrackerJsonParser.read(format, text, IssueMapping.read(map, findings), findings);
            case JIRA_CSV -> JiraCsvParser.read(text, IssueMapping.read(map, findings), findings);
        };
    }

    private static List<RawWorkItem> own(String text, String map, ImportFindings findings) {
        if (!map.isBlank()) {
            findings.faults().add("a map goes with other formats; JSON says everything itself");
        }
        JsonNode listed = JSON.readTree(text);
        array(listed, "", findings);
        return IntStream.range(0, listed.isArray() ? listed.size() : 0)
                .filter(i -> listed.get(i) instanceof ObjectNode)
                .mapToObj(i -> new RawWorkItem("item " + (i + 1), (ObjectNode) listed.get(i), Set.of()))
                .toList();
    }

    /// The objects of an array.
    ///
    /// @param where the array should be, as the end of a sentence
    static List<ObjectNode> array(JsonNode listed, String where, ImportFindings findings) {
        if (!listed.isArray()) {
            findings.faults().add("the file must be an array of items" + where);
            return List.of();
        }
        List<ObjectNode> objects = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            if (listed.get(i) instanceof ObjectNode object) {
                objects.add(object);
            } else {
                findings.faults().add("item " + (i + 1) + ": must be an object, got " + listed.get(i));
            }
        }
        return objects;
    }

    private static List<WorkItem> checked(List<RawWorkItem> drafts, Instant now, ImportFindings findings) {
        var faults = new ValidationErrors();
        ArrayNode all = JSON.createArrayNode();
        drafts.forEach(draft -> all.add(draft.fields()));
        List<WorkItem> items = WorkItemJsonParser.items(all, "", now, faults);
        faults.all().forEach(fault -> {
            Matcher item = ITEM.matcher(fault.pointer());
            RawWorkItem draft = item.matches() ? drafts.get(Integer.parseInt(item.group(1))) : null;
            if (draft == null || Stream.of(item.group(2).split("/")).noneMatch(draft.unread()::contains)) {
                findings.faults().add(place(draft, item) + " " + fault.message() + "; " + fault.remedy());
            }
        });
        return items;
    }

    private static String place(@Nullable RawWorkItem draft, Matcher item) {
        return draft == null
                ? "the file"
                : draft.place() + ":"
                        + (item.group(2).isEmpty() ? "" : " " + item.group(2).substring(1));
    }
}
