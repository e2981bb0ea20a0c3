// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Segments of Unleash as shared rules.
final class UnleashSegmentConverter {
    private final Map<String, Boolean> usable = new HashMap<>();

    /// Adds a shared rule for every segment of the export.
    UnleashSegmentConverter(ExportNode root, UnleashConstraintConverter constraints, DefinitionBuilder draft) {
        root.elements("segments").forEach(segment -> add(segment, constraints, draft));
    }

    /// Whether a context is in all segments that a strategy names.
    JsonNode all(List<ExportNode> references) {
        return JsonLogicBuilder.and(references.stream().map(this::one).toList());
    }

    private JsonNode one(ExportNode reference) {
        String id = String.valueOf(reference.text());
        String part = "segment " + id;
        if (!usable.containsKey(id)) {
            reference.refused(part, "the export does not hold it");
            return JsonLogicBuilder.REFUSED;
        }
        if (!usable.getOrDefault(id, false)) {
            reference.refused(part, "a part of it was refused");
            return JsonLogicBuilder.REFUSED;
        }
        return JsonLogicBuilder.ref(name(id));
    }

    private void add(ExportNode segment, UnleashConstraintConverter constraints, DefinitionBuilder draft) {
        String id = segment.text("id", "");
        String part = "segment " + id + " " + segment.text("name", "");
        segment.leaveOut("it decides nothing", "description", "createdAt", "createdBy", "project", "usedInFeatures");
        segment.leaveOut("it decides nothing", "usedInProjects");
        if (!segment.has("constraints")) {
            segment.refused(part, "the export names it without its constraints; take them from /api/client/features");
            usable.put(id, false);
            return;
        }
        int before = segment.export().refusals();
        JsonNode rule = constraints.all(segment.elements("constraints"));
        boolean complete = segment.export().refusals() == before;
        usable.put(id, complete);
        if (complete) {
            draft.share(name(id), segment.place(), JsonLogicBuilder.asObject(rule));
            segment.changed(part, "is the shared rule \"" + name(id) + "\"");
        } else {
            segment.refused(part, "a part of it was refused");
        }
    }

    private static String name(String id) {
        return "segment-" + id;
    }
}
