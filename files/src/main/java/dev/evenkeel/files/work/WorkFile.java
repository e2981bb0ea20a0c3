// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.work;

import dev.evenkeel.engine.capacity.WorkItem;
import dev.evenkeel.files.plan.Faults;
import dev.evenkeel.files.plan.JsonReading;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
public record WorkFile(List<WorkItem> items, List<String> faults, List<String> notes) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern ITEM = Pattern.compile("/(\\d+)(/?.*)");

    public WorkFile {
        items = List.copyOf(items);
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
    }

    /// An item as it was read, before it is checked.
    ///
    /// @param place where it is in the file, for people
    /// @param fields as the server takes them
    record Draft(String place, ObjectNode fields) {}

    /// What was found while reading. Confined to one thread.
    ///
    /// @param faults what is wrong
    /// @param notes what was left out
    record Findings(List<String> faults, List<String> notes) {
        Findings() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /// Reads a file.
    ///
    /// @param map YAML or JSON that says what the file does not; empty for none
    public static WorkFile read(WorkFormat format, String text, String map) {
        var findings = new Findings();
        List<Draft> drafts;
        try {
            drafts = drafts(format, text, map, findings);
        } catch (JacksonException e) {
            findings.faults().add("the file is no JSON: " + JsonReading.words(e));
            drafts = List.of();
        }
        List<WorkItem> items = findings.faults().isEmpty() ? checked(drafts, findings) : List.of();
        return new WorkFile(findings.faults().isEmpty() ? items : List.of(), findings.faults(), findings.notes());
    }

    private static List<Draft> drafts(WorkFormat format, String text, String map, Findings findings) {
        return switch (format) {
            case JSON -> own(text, map, findings);
            case CSV -> WorkCsv.read(text, map, findings);
            case GITHUB, GITLAB, JIRA -> TrackerJson.read(format, text, IssueMap.read(map, findings), findings);
            case JIRA_CSV -> JiraCsv.read(text, IssueMap.read(map, findings), findings);
        };
    }

    private static List<Draft> own(String text, String map, Findings findings) {
        if (!map.isBlank()) {
            findings.faults().add("a map goes with other formats; JSON says everything itself");
        }
        return array(JSON.readTree(text), "", findings).stream()
                .map(node -> new Draft("", node))
                .toList();
    }

    /// The objects of an array.
    ///
    /// @param where the array should be, as the end of a sentence
    static List<ObjectNode> array(JsonNode listed, String where, Findings findings) {
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

    private static List<WorkItem> checked(List<Draft> drafts, Findings findings) {
        var faults = new Faults();
        ArrayNode all = JSON.createArrayNode();
        drafts.forEach(draft -> all.add(draft.fields()));
        List<WorkItem> items = WorkJson.items(all, "", faults);
        faults.all()
                .forEach(fault -> findings.faults()
                        .add(place(fault.pointer(), drafts) + " " + fault.message() + "; " + fault.remedy()));
        return items;
    }

    private static String place(String pointer, List<Draft> drafts) {
        Matcher item = ITEM.matcher(pointer);
        if (!item.matches()) {
            return "the file";
        }
        int index = Integer.parseInt(item.group(1));
        Draft draft = drafts.get(index);
        String place = draft.place().isEmpty() ? "item " + (index + 1) : draft.place();
        return place + ":" + (item.group(2).isEmpty() ? "" : " " + item.group(2).substring(1));
    }
}
