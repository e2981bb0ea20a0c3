// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
import dev.evenkeel.files.json.Pointer;
import dev.evenkeel.server.flags.definition.FlagSpec;
import dev.evenkeel.server.foundation.manifest.ManifestJson;
import dev.evenkeel.server.foundation.manifest.ObjectForm;
import dev.evenkeel.server.foundation.manifest.ObjectList;
import dev.evenkeel.server.foundation.manifest.ObjectName;
import dev.evenkeel.server.foundation.manifest.Wanted;
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

/// Flags, segments and shared metadata of an environment in one document, as flagd has them in one file.
@Component
class FlagSetDocument implements ObjectList {
    private static final String FLAGS = "flags";
    private static final List<Held> HELD = List.of(
            new Held(SetMetadataObjects.PART, SetMetadataObjects.KIND, SetMetadataObjects.VALUE),
            new Held(SegmentApi.EVALUATORS, SegmentObjects.KIND, SegmentObjects.RULE),
            new Held(FLAGS, FlagObjects.KIND, null));

    @Override
    public ObjectForm form() {
        return ObjectForm.inEnvironment(
                "FlagSet",
                80,
                Right.AUTHOR,
                FlagSpec.Set.class,
                "Flags, segments and metadata of an environment: each counts as a Flag, Segment or FlagSetMetadata of its"
                        + " own.");
    }

    @Override
    public List<Part> parts(ObjectName name, JsonNode document, String pointer, Faults faults) {
        JsonFields spec = new JsonFields(document.get("spec"), pointer + "/spec", faults)
                .only(Set.of(FLAGS, SegmentApi.EVALUATORS, SetMetadataObjects.PART));
        List<Part> parts = new ArrayList<>();
        for (Held held : HELD) {
            JsonNode members = spec.object(held.part()).object();
            if (members != null) {
                Map<String, JsonNode> byName = new TreeMap<>();
                members.properties().forEach(member -> byName.put(member.getKey(), member.getValue()));
                byName.forEach((key, member) -> parts.add(new Part(held.kind(), held.wanted(name, key, member, spec))));
            }
        }
        return parts;
    }

    /* A part of the document, and the kind of its members. */
    private record Held(String part, String kind, @Nullable String field) {
        /* Where the member itself stands: what is wrong with it is told of that. */
        Wanted wanted(ObjectName set, String key, JsonNode member, JsonFields spec) {
            return new Wanted(
                    new ObjectName(set.environment(), key),
                    MemberObjects.spec(field, member),
                    Pointer.member(spec.at(part), key));
        }
    }

    @Override
    public List<String> kinds() {
        return HELD.stream().map(Held::kind).toList();
    }

    @Override
    public List<ObjectNode> documents(Map<String, SortedMap<ObjectName, JsonNode>> objects) {
        Map<String, ObjectNode> specs = new TreeMap<>();
        for (Held held : HELD) {
            objects.getOrDefault(held.kind(), new TreeMap<>())
                    .forEach((name, spec) -> specs.computeIfAbsent(
                                    name.environment(), none -> ManifestJson.EXACT.createObjectNode())
                            .withObjectProperty(held.part())
                            .set(name.name(), MemberObjects.member(held.field(), spec)));
        }
        return specs.entrySet().stream()
                .map(one -> document(one.getKey(), one.getValue()))
                .toList();
    }

    private ObjectNode document(String environment, ObjectNode spec) {
        ObjectNode document = ManifestJson.EXACT.createObjectNode();
        document.put("apiVersion", form().apiVersion()).put("kind", form().kind());
        document.putObject("metadata").put("name", environment).put("environment", environment);
        document.set("spec", spec);
        return document;
    }
}
