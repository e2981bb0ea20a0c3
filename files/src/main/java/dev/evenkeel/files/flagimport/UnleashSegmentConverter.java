// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A converter of Unleash segments to shared rules.
final class UnleashSegmentConverter {
    private final Map<String, Boolean> usable = new HashMap<>();

    /// Adds a shared rule for every segment of the export.
    UnleashSegmentConverter(ExportNode root, UnleashConstraintConverter constraints, DefinitionBuilder builder) {
        root.elements("segments").forEach(segment -> addSegment(segment, constraints, builder));
    }

    /// Whether a context is in all segments that a strategy names.
    JsonNode convertAll(List<ExportNode> references) {
        return JsonLogicBuilder.and(references.stream().map(this::convert).toList());
    }

    private JsonNode convert(ExportNode reference) {
        String id = String.valueOf(reference.text());
        String part = "segment " + id;
        if (!usable.containsKey(id)) {
            reference.reportRejected(part, "the export does not contain it");
            return JsonLogicBuilder.REJECTED;
        }
        if (!usable.getOrDefault(id, false)) {
            reference.reportRejected(part, "it contains a rejected part");
            return JsonLogicBuilder.REJECTED;
        }
        return JsonLogicBuilder.ref(sharedRuleName(id));
    }

    private void addSegment(ExportNode segment, UnleashConstraintConverter constraints, DefinitionBuilder builder) {
        String id = segment.text("id", "");
        String part = "segment " + id + " " + segment.text("name", "");
        segment.reportIgnored(
                "no effect on evaluation", "description", "createdAt", "createdBy", "project", "usedInFeatures");
        segment.reportIgnored("no effect on evaluation", "usedInProjects");
        if (!segment.hasNonNull("constraints")) {
            segment.reportRejected(part, "the export does not contain its constraints; export /api/client/features");
            usable.put(id, false);
            return;
        }
        int before = segment.export().rejectionCount();
        JsonNode rule = constraints.convertAll(segment.elements("constraints"));
        boolean complete = segment.export().rejectionCount() == before;
        usable.put(id, complete);
        if (complete) {
            builder.addSharedRule(sharedRuleName(id), segment.pointer(), JsonLogicBuilder.asObject(rule));
            segment.reportConverted(part, "converted to shared rule \"" + sharedRuleName(id) + "\"");
        } else {
            segment.reportRejected(part, "it contains a rejected part");
        }
    }

    private static String sharedRuleName(String id) {
        return "segment-" + id;
    }
}
