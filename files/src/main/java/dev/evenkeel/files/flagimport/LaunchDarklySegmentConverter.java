// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A converter of LaunchDarkly segments to shared rules: <https://launchdarkly.com/docs/home/flags/segments>.
final class LaunchDarklySegmentConverter {
    private final Map<String, ExportNode> segments = new HashMap<>();
    private final Map<String, Boolean> usable = new HashMap<>();
    private final LaunchDarklyClauseConverter clauses = new LaunchDarklyClauseConverter(this::convertReference);
    private final DefinitionBuilder builder;

    LaunchDarklySegmentConverter(ExportNode root, DefinitionBuilder builder) {
        this.builder = builder;
        ExportNode all = root.member("segments");
        Stream.concat(all.members().stream(), all.elements().stream())
                .forEach(segment -> segments.put(segment.text("key", segment.name()), segment));
        segments.keySet().forEach(this::convertIfNeeded);
    }

    /// Returns the converter of conditions on the context, including those on segments.
    LaunchDarklyClauseConverter clauseConverter() {
        return clauses;
    }

    private JsonNode convertReference(ExportNode reference) {
        String key = String.valueOf(reference.text());
        String part = "segment " + key;
        if (!reference.isText()) {
            reference.readWhole();
            reference.reportRejected(part, "it must be the key of a segment");
            return JsonLogicBuilder.REJECTED;
        }
        if (!segments.containsKey(key)) {
            reference.reportRejected(part, "the export does not contain it; export the data file of an SDK");
            return JsonLogicBuilder.REJECTED;
        }
        if (!convertIfNeeded(key)) {
            reference.reportRejected(part, "it contains a rejected part");
            return JsonLogicBuilder.REJECTED;
        }
        return JsonLogicBuilder.ref(sharedRuleName(key));
    }

    /// Converts the segment if needed. A segment that references itself is not usable.
    private boolean convertIfNeeded(String key) {
        Boolean known = usable.putIfAbsent(key, false);
        ExportNode segment = segments.get(key);
        if (known != null || segment == null) {
            return Boolean.TRUE.equals(known);
        }
        int before = segment.export().rejectionCount();
        String part = "segment " + key;
        segment.export().convertOrReject(segment, part, () -> convert(key, segment, part, before));
        return usable.getOrDefault(key, false);
    }

    private void convert(String key, ExportNode segment, String part, int before) {
        JsonNode rule = convertRule(segment, part);
        segment.reportIgnored(
                "no effect on evaluation", "name", "description", "tags", "version", "generation", "creationDate");
        segment.reportIgnored("no effect on evaluation", "salt", "deleted", "_links", "_flags", "lastModifiedDate");
        segment.rejectUnread();
        boolean complete = segment.export().rejectionCount() == before;
        if (complete) {
            builder.addSharedRule(sharedRuleName(key), segment.pointer(), JsonLogicBuilder.asObject(rule));
            segment.reportConverted(part, "converted to shared rule \"" + sharedRuleName(key) + "\"");
        }
        if (!complete) {
            segment.reportRejected(part, "it contains a rejected part");
        }
        usable.put(key, complete);
    }

    private JsonNode convertRule(ExportNode segment, String part) {
        if (segment.isTrue("unbounded")) {
            segment.reportRejected(part, "the export does not contain its members");
        }
        List<JsonNode> rules =
                segment.elements("rules").stream().map(this::convertSegmentRule).toList();
        return JsonLogicBuilder.choose(
                List.of(
                        memberCondition(segment, "included", "includedContexts"), JsonLogicBuilder.TRUE,
                        memberCondition(segment, "excluded", "excludedContexts"), JsonLogicBuilder.FALSE),
                JsonLogicBuilder.or(rules));
    }

    private JsonNode convertSegmentRule(ExportNode rule) {
        rule.reportIgnored("no effect on evaluation", "_id", "id", "description");
        if (rule.hasNonNull("weight")) {
            rule.reportIgnored("the percentage is rejected", "bucketBy", "rolloutContextKind", "seed");
            rule.member("weight")
                    .reportRejected("percentage", "LaunchDarkly hashes with SHA-1, so users would change groups");
        }
        return clauses.convertAll(rule.elements("clauses"));
    }

    private static JsonNode memberCondition(ExportNode segment, String users, String contexts) {
        JsonNode byUser = JsonLogicBuilder.in(LaunchDarklyAttribute.keyOf(""), segment.texts(users));
        List<JsonNode> byKind = segment.elements(contexts).stream()
                .map(LaunchDarklySegmentConverter::memberCondition)
                .toList();
        return JsonLogicBuilder.or(byUser, JsonLogicBuilder.or(byKind));
    }

    private static JsonNode memberCondition(ExportNode list) {
        String kind = list.text("contextKind", "");
        if (!LaunchDarklyAttribute.isReadable(kind)) {
            list.member("contextKind")
                    .reportRejected("contextKind", "contexts of kind \"" + kind + "\" are not supported");
        }
        return JsonLogicBuilder.in(LaunchDarklyAttribute.keyOf(kind), list.texts("values"));
    }

    private static String sharedRuleName(String key) {
        return "segment-" + key;
    }
}
