// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Segments of LaunchDarkly as shared rules: <https://launchdarkly.com/docs/home/flags/segments>.
final class LaunchDarklySegmentConverter {
    private final Map<String, ExportNode> segments = new HashMap<>();
    private final Map<String, Boolean> usable = new HashMap<>();
    private final LaunchDarklyClauseConverter clauses = new LaunchDarklyClauseConverter(this::match);
    private final DefinitionBuilder draft;

    LaunchDarklySegmentConverter(ExportNode root, DefinitionBuilder draft) {
        this.draft = draft;
        ExportNode all = root.member("segments");
        Stream.concat(all.members().stream(), all.elements().stream())
                .forEach(segment -> segments.put(segment.text("key", segment.name()), segment));
        segments.keySet().forEach(this::usable);
    }

    /// Conditions on the context, those on segments among them.
    LaunchDarklyClauseConverter clauses() {
        return clauses;
    }

    private JsonNode match(ExportNode reference) {
        String key = String.valueOf(reference.text());
        String part = "segment " + key;
        if (!reference.isText()) {
            reference.whole();
            reference.refused(part, "it must be the key of a segment");
            return JsonLogicBuilder.REFUSED;
        }
        if (!segments.containsKey(key)) {
            reference.refused(part, "the export does not hold it; the data file of an SDK does");
            return JsonLogicBuilder.REFUSED;
        }
        if (!usable(key)) {
            reference.refused(part, "a part of it was refused");
            return JsonLogicBuilder.REFUSED;
        }
        return JsonLogicBuilder.ref(name(key));
    }

    /// Converts the segment when it was not yet. One that asks for itself is not usable.
    private boolean usable(String key) {
        Boolean known = usable.putIfAbsent(key, false);
        ExportNode segment = segments.get(key);
        if (known != null || segment == null) {
            return Boolean.TRUE.equals(known);
        }
        int before = segment.export().refusals();
        String part = "segment " + key;
        segment.export().attempt(segment, part, () -> convert(key, segment, part, before));
        return usable.getOrDefault(key, false);
    }

    private void convert(String key, ExportNode segment, String part, int before) {
        JsonNode rule = rule(segment, part);
        segment.leaveOut("it decides nothing", "name", "description", "tags", "version", "generation", "creationDate");
        segment.leaveOut("it decides nothing", "salt", "deleted", "_links", "_flags", "lastModifiedDate");
        segment.refuseTheRest();
        boolean complete = segment.export().refusals() == before;
        if (complete) {
            draft.share(name(key), segment.place(), JsonLogicBuilder.asObject(rule));
            segment.changed(part, "is the shared rule \"" + name(key) + "\"");
        }
        if (!complete) {
            segment.refused(part, "a part of it was refused");
        }
        usable.put(key, complete);
    }

    private JsonNode rule(ExportNode segment, String part) {
        if (segment.isTrue("unbounded")) {
            segment.refused(part, "its members are kept by LaunchDarkly and are not in the export");
        }
        List<JsonNode> rules =
                segment.elements("rules").stream().map(this::segmentRule).toList();
        return JsonLogicBuilder.choose(
                List.of(
                        listed(segment, "included", "includedContexts"), JsonLogicBuilder.TRUE,
                        listed(segment, "excluded", "excludedContexts"), JsonLogicBuilder.FALSE),
                JsonLogicBuilder.or(rules));
    }

    private JsonNode segmentRule(ExportNode rule) {
        rule.leaveOut("it decides nothing", "_id", "id", "description");
        if (rule.has("weight")) {
            rule.leaveOut("the percentage is refused", "bucketBy", "rolloutContextKind", "seed");
            rule.member("weight")
                    .refused("percentage", "LaunchDarkly splits by SHA-1: everybody would be put into groups anew");
        }
        return clauses.all(rule.elements("clauses"));
    }

    private static JsonNode listed(ExportNode segment, String users, String contexts) {
        JsonNode byUser = JsonLogicBuilder.in(LaunchDarklyAttribute.key(""), segment.texts(users));
        List<JsonNode> byKind = segment.elements(contexts).stream()
                .map(LaunchDarklySegmentConverter::listed)
                .toList();
        return JsonLogicBuilder.or(byUser, JsonLogicBuilder.or(byKind));
    }

    private static JsonNode listed(ExportNode list) {
        String kind = list.text("contextKind", "");
        if (!LaunchDarklyAttribute.isReadable(kind)) {
            list.member("contextKind").refused("contextKind", "rules cannot read contexts of kind \"" + kind + "\"");
        }
        return JsonLogicBuilder.in(LaunchDarklyAttribute.key(kind), list.texts("values"));
    }

    private static String name(String key) {
        return "segment-" + key;
    }
}
