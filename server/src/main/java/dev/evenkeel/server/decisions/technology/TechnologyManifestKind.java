// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.technology.RadarRingChange;
import dev.evenkeel.engine.technology.Technology;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.technology.RingMoveInput;
import dev.evenkeel.files.technology.TechnologyPatch;
import dev.evenkeel.server.foundation.manifest.DesiredObject;
import dev.evenkeel.server.foundation.manifest.ErrorCollector;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestKind;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The manifest kind of the technology register. Ring changes are only added, and technologies are not deleted.
@Component
class TechnologyManifestKind implements ManifestKind {
    private final TechnologyRepository repository;
    private final TechnologyRegisterUpdateService updates;

    TechnologyManifestKind(TechnologyRepository repository, TechnologyRegisterUpdateService updates) {
        this.repository = repository;
        this.updates = updates;
    }

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.of(
                "Technology",
                35,
                Right.AUTHOR,
                TechnologyPatch.class,
                "A technology of the register, with its ring changes.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        repository
                .listAll()
                .forEach(technology -> all.put(ManifestObjectName.of(technology.key()), toSpec(technology)));
        return all;
    }

    private static ObjectNode toSpec(Technology technology) {
        ObjectNode spec = JsonTextParser.STRICT.valueToTree(new TechnologyPatch(
                technology.key(),
                technology.name(),
                technology.kind(),
                technology.services(),
                technology.packages(),
                technology.ringChanges().stream()
                        .map(TechnologyManifestKind::toMove)
                        .toList()));
        spec.path("services").forEach(usage -> ((ObjectNode) usage).removeIf(JsonNode::isNull));
        return spec;
    }

    private static RingMoveInput toMove(RadarRingChange change) {
        return new RingMoveInput(change.at(), change.to(), change.reason(), change.person(), change.decisionRecord());
    }

    @Override
    public ObjectNode defaultSpec(ManifestObjectName name) {
        ObjectNode usual = JsonTextParser.STRICT.createObjectNode();
        usual.put("name", name.name()).putArray("services");
        usual.putArray("packages");
        return usual;
    }

    @Override
    public void apply(List<DesiredObject> wanted, ManifestChangeContext context, ValidationErrors errors) {
        int before = errors.size();
        List<TechnologyPatch> drafts = wanted.stream()
                .flatMap(desired -> Stream.ofNullable(
                        TechnologyPatch.parse(desired.name().name(), withDefaults(desired), desired.pointer(), errors)))
                .toList();
        if (errors.size() == before) {
            ErrorCollector.collect(
                    errors,
                    pointer -> toPointer(pointer, wanted),
                    () -> updates.apply(drafts, context.reason(), context.actor()));
        }
    }

    private static String toPointer(String pointer, List<DesiredObject> wanted) {
        return ErrorCollector.translatePointer(
                        pointer,
                        wanted,
                        desired -> "/technologies/" + desired.name().name())
                .orElse(wanted.getFirst().pointer());
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext context) {
        throw new ConflictException(
                ProblemCode.OBJECT_NOT_DELETABLE,
                "Technology " + name + " cannot be deleted: its history is permanent.",
                "Keep its file. To retire the technology, move it to ring HOLD.");
    }
}
