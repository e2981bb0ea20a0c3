// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.api.FlagSpec;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.JsonPointerFormatter;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.manifest.DesiredObject;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestBundleKind;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A manifest that lists all flags, segments and shared metadata of an environment in one document, as in a
/// flagd file.
@Component
class FlagSetManifestBundleKind implements ManifestBundleKind {
    private static final String FLAGS = "flags";
    private static final List<FlagSetPartMapping> HELD = List.of(
            new FlagSetPartMapping(
                    FlagSetMetadataManifestKind.PART,
                    FlagSetMetadataManifestKind.KIND,
                    FlagSetMetadataManifestKind.VALUE),
            new FlagSetPartMapping(SegmentController.EVALUATORS, SegmentManifestKind.KIND, SegmentManifestKind.RULE),
            new FlagSetPartMapping(FLAGS, FlagManifestKind.KIND, null));

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.ofEnvironment(
                "FlagSet",
                80,
                Right.AUTHOR,
                FlagSpec.FlagSet.class,
                "Flags, segments and metadata of an environment; each entry is a separate Flag, Segment or"
                        + " FlagSetMetadata object.");
    }

    @Override
    public List<BundledObject> parseObjects(
            ManifestObjectName name, JsonNode document, String pointer, ValidationErrors errors) {
        JsonObjectReader spec = new JsonObjectReader(document.get("spec"), pointer + "/spec", errors)
                .rejectUnknownFields(Set.of(FLAGS, SegmentController.EVALUATORS, FlagSetMetadataManifestKind.PART));
        List<BundledObject> parts = new ArrayList<>();
        for (FlagSetPartMapping held : HELD) {
            JsonNode members = spec.object(held.part()).object();
            if (members != null) {
                Map<String, JsonNode> byName = new TreeMap<>();
                members.properties().forEach(member -> byName.put(member.getKey(), member.getValue()));
                byName.forEach((key, member) ->
                        parts.add(new BundledObject(held.kind(), held.wanted(name, key, member, spec))));
            }
        }
        return parts;
    }

    /* A part of the document, with the kind of its members. */
    private record FlagSetPartMapping(
            String part, String kind, @Nullable String field) {
        /* The pointer refers to the member in the document, so errors are reported there. */
        DesiredObject wanted(ManifestObjectName set, String key, JsonNode member, JsonObjectReader spec) {
            return new DesiredObject(
                    new ManifestObjectName(set.environment(), key),
                    FlagSetEntryManifestKind.toSpec(field, member),
                    JsonPointerFormatter.append(spec.pointerTo(part), key));
        }
    }

    @Override
    public List<String> objectKinds() {
        return HELD.stream().map(FlagSetPartMapping::kind).toList();
    }

    @Override
    public List<ObjectNode> toDocuments(Map<String, SortedMap<ManifestObjectName, JsonNode>> objects) {
        Map<String, ObjectNode> specs = new TreeMap<>();
        for (FlagSetPartMapping held : HELD) {
            objects.getOrDefault(held.kind(), new TreeMap<>())
                    .forEach((name, spec) -> specs.computeIfAbsent(
                                    name.environment(), none -> JsonTextParser.STRICT.createObjectNode())
                            .withObjectProperty(held.part())
                            .set(name.name(), FlagSetEntryManifestKind.toMember(held.field(), spec)));
        }
        return specs.entrySet().stream()
                .map(one -> document(one.getKey(), one.getValue()))
                .toList();
    }

    private ObjectNode document(String environment, ObjectNode spec) {
        ObjectNode document = JsonTextParser.STRICT.createObjectNode();
        document.put("apiVersion", descriptor().apiVersion())
                .put("kind", descriptor().kind());
        document.putObject("metadata").put("name", environment).put("environment", environment);
        document.set("spec", spec);
        return document;
    }
}
