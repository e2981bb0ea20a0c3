// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Segments of LaunchDarkly as shared rules: <https://launchdarkly.com/docs/home/flags/segments>.
final class LaunchDarklySegments {
    private final Map<String, Part> segments = new HashMap<>();
    private final Map<String, Boolean> usable = new HashMap<>();
    private final LaunchDarklyClauses clauses = new LaunchDarklyClauses(this::match);
    private final Draft draft;

    LaunchDarklySegments(Part root, Draft draft) {
        this.draft = draft;
        Part all = root.member("segments");
        Stream.concat(all.members().stream(), all.elements().stream())
                .forEach(segment -> segments.put(segment.text("key", segment.name()), segment));
        segments.keySet().forEach(this::usable);
    }

    /// Conditions on the context, those on segments among them.
    LaunchDarklyClauses clauses() {
        return clauses;
    }

    private JsonNode match(Part reference) {
        String key = String.valueOf(reference.text());
        String part = "segment " + key;
        if (!reference.isText()) {
            reference.whole();
            reference.refused(part, "it must be the key of a segment");
            return Logic.REFUSED;
        }
        if (!segments.containsKey(key)) {
            reference.refused(part, "the export does not hold it; the data file of an SDK does");
            return Logic.REFUSED;
        }
        if (!usable(key)) {
            reference.refused(part, "a part of it was refused");
            return Logic.REFUSED;
        }
        return Logic.ref(name(key));
    }

    /// Converts the segment when it was not yet. One that asks for itself is not usable.
    private boolean usable(String key) {
        Boolean known = usable.putIfAbsent(key, false);
        Part segment = segments.get(key);
        if (known != null || segment == null) {
            return Boolean.TRUE.equals(known);
        }
        int before = segment.export().refusals();
        String part = "segment " + key;
        segment.export().attempt(segment, part, () -> convert(key, segment, part, before));
        return usable.getOrDefault(key, false);
    }

    private void convert(String key, Part segment, String part, int before) {
        JsonNode rule = rule(segment, part);
        segment.leaveOut("it decides nothing", "name", "description", "tags", "version", "generation", "creationDate");
        segment.leaveOut("it decides nothing", "salt", "deleted", "_links", "_flags", "lastModifiedDate");
        segment.refuseTheRest();
        boolean complete = segment.export().refusals() == before;
        if (complete) {
            draft.share(name(key), segment.place(), Logic.asObject(rule));
            segment.changed(part, "is the shared rule \"" + name(key) + "\"");
        }
        if (!complete) {
            segment.refused(part, "a part of it was refused");
        }
        usable.put(key, complete);
    }

    private JsonNode rule(Part segment, String part) {
        if (segment.isTrue("unbounded")) {
            segment.refused(part, "its members are kept by LaunchDarkly and are not in the export");
        }
        List<JsonNode> rules =
                segment.elements("rules").stream().map(this::segmentRule).toList();
        return Logic.choose(
                List.of(
                        listed(segment, "included", "includedContexts"), Logic.TRUE,
                        listed(segment, "excluded", "excludedContexts"), Logic.FALSE),
                Logic.or(rules));
    }

    private JsonNode segmentRule(Part rule) {
        rule.leaveOut("it decides nothing", "_id", "id", "description");
        if (rule.has("weight")) {
            rule.leaveOut("the percentage is refused", "bucketBy", "rolloutContextKind", "seed");
            rule.member("weight")
                    .refused("percentage", "LaunchDarkly splits by SHA-1: everybody would be put into groups anew");
        }
        return clauses.all(rule.elements("clauses"));
    }

    private static JsonNode listed(Part segment, String users, String contexts) {
        JsonNode byUser = Logic.in(LaunchDarklyAttribute.key(""), segment.texts(users));
        List<JsonNode> byKind = segment.elements(contexts).stream()
                .map(LaunchDarklySegments::listed)
                .toList();
        return Logic.or(byUser, Logic.or(byKind));
    }

    private static JsonNode listed(Part list) {
        String kind = list.text("contextKind", "");
        if (!LaunchDarklyAttribute.isReadable(kind)) {
            list.member("contextKind").refused("contextKind", "rules cannot read contexts of kind \"" + kind + "\"");
        }
        return Logic.in(LaunchDarklyAttribute.key(kind), list.texts("values"));
    }

    private static String name(String key) {
        return "segment-" + key;
    }
}
