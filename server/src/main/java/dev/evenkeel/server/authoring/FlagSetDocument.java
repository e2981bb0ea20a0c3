// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.authoring;

import dev.evenkeel.files.Pointer;
import dev.evenkeel.files.plan.Faults;
import dev.evenkeel.files.plan.JsonFields;
import dev.evenkeel.server.access.Right;
import dev.evenkeel.server.flag.FlagSpec;
import dev.evenkeel.server.manifest.ManifestJson;
import dev.evenkeel.server.manifest.ObjectForm;
import dev.evenkeel.server.manifest.ObjectList;
import dev.evenkeel.server.manifest.ObjectName;
import dev.evenkeel.server.manifest.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Flags and segments of an environment in one document, as flagd has them in one file.
@Component
class FlagSetDocument implements ObjectList {
    private static final String FLAGS = "flags";

    @Override
    public ObjectForm form() {
        return ObjectForm.inEnvironment(
                "FlagSet",
                80,
                Right.AUTHOR,
                FlagSpec.Set.class,
                "Flags and segments of an environment: each counts as a Flag or Segment of its own.");
    }

    @Override
    public List<Part> parts(ObjectName name, JsonNode document, String pointer, Faults faults) {
        JsonFields spec = new JsonFields(document.get("spec"), pointer + "/spec", faults)
                .only(Set.of(FLAGS, SegmentApi.EVALUATORS));
        List<Part> parts = new ArrayList<>();
        members(spec, SegmentApi.EVALUATORS)
                .forEach((key, rule) -> parts.add(new Part(
                        SegmentObjects.KIND, wanted(name, key, segment(rule), spec.at(SegmentApi.EVALUATORS)))));
        members(spec, FLAGS)
                .forEach((key, flag) -> parts.add(new Part(FlagObjects.KIND, wanted(name, key, flag, spec.at(FLAGS)))));
        return parts;
    }

    private static Map<String, JsonNode> members(JsonFields spec, String part) {
        Map<String, JsonNode> members = new TreeMap<>();
        JsonNode object = spec.object(part).object();
        if (object != null) {
            object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        }
        return members;
    }

    private static Wanted wanted(ObjectName set, String key, JsonNode spec, String pointer) {
        return new Wanted(new ObjectName(set.environment(), key), spec, Pointer.member(pointer, key));
    }

    private static ObjectNode segment(JsonNode rule) {
        ObjectNode segment = ManifestJson.EXACT.createObjectNode();
        segment.set(SegmentObjects.RULE, rule);
        return segment;
    }

    @Override
    public List<String> kinds() {
        return List.of(SegmentObjects.KIND, FlagObjects.KIND);
    }

    @Override
    public List<ObjectNode> documents(Map<String, SortedMap<ObjectName, JsonNode>> objects) {
        Map<String, ObjectNode> specs = new TreeMap<>();
        objects.getOrDefault(SegmentObjects.KIND, new TreeMap<>())
                .forEach((name, segment) ->
                        part(specs, name, SegmentApi.EVALUATORS).set(name.name(), segment.path(SegmentObjects.RULE)));
        objects.getOrDefault(FlagObjects.KIND, new TreeMap<>())
                .forEach((name, flag) -> part(specs, name, FLAGS).set(name.name(), flag));
        return specs.entrySet().stream()
                .map(one -> document(one.getKey(), one.getValue()))
                .toList();
    }

    private static ObjectNode part(Map<String, ObjectNode> specs, ObjectName name, String part) {
        return specs.computeIfAbsent(name.environment(), none -> ManifestJson.EXACT.createObjectNode())
                .withObjectProperty(part);
    }

    private ObjectNode document(String environment, ObjectNode spec) {
        ObjectNode document = ManifestJson.EXACT.createObjectNode();
        document.put("apiVersion", form().apiVersion()).put("kind", form().kind());
        document.putObject("metadata").put("name", environment).put("environment", environment);
        document.set("spec", spec);
        return document;
    }
}
