// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.openslo.OpenSloKind;
import dev.evenkeel.server.foundation.manifest.DesiredObject;
import dev.evenkeel.server.foundation.manifest.ErrorCollector;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestKind;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A manifest kind of OpenSLO. Objects are stored verbatim: the spec is the whole document.
final class OpenSloObjectManifestKind implements ManifestKind {
    private static final String VERSION = "openslo/v1";

    private final OpenSloKind kind;
    private final OpenSloObjectRepository openSloObjectRepository;
    private final SloDefinitionService definitions;

    OpenSloObjectManifestKind(
            OpenSloKind kind, OpenSloObjectRepository openSloObjectRepository, SloDefinitionService definitions) {
        this.kind = kind;
        this.openSloObjectRepository = openSloObjectRepository;
        this.definitions = definitions;
    }

    /* Referenced kinds are applied first. */
    @Override
    public KindDescriptor descriptor() {
        int rank = 41
                + List.of(
                                OpenSloKind.DATA_SOURCE,
                                OpenSloKind.SLI,
                                OpenSloKind.ALERT_CONDITION,
                                OpenSloKind.ALERT_NOTIFICATION_TARGET,
                                OpenSloKind.ALERT_POLICY,
                                OpenSloKind.SLO)
                        .indexOf(kind);
        return new KindDescriptor(VERSION, kind.wireName(), false, rank, Right.AUTHOR, Object.class, description());
    }

    private String description() {
        return switch (kind) {
            case DATA_SOURCE -> "A data source of SLIs, as in OpenSLO.";
            case SLI -> "A service level indicator: good and total events, as in OpenSLO.";
            case SLO -> "A service level objective: targets over a time window, as in OpenSLO.";
            case ALERT_POLICY -> "An alert policy for error budgets, as in OpenSLO.";
            case ALERT_CONDITION -> "A burn-rate condition of alert policies, as in OpenSLO.";
            case ALERT_NOTIFICATION_TARGET -> "A notification target of alert policies, as in OpenSLO.";
            case SERVICE -> throw new IllegalStateException("the service catalog manages services");
        };
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        openSloObjectRepository.listAll().stream()
                .filter(object -> object.kind() == kind)
                .forEach(object -> all.put(ManifestObjectName.of(object.name()), object.json()));
        return all;
    }

    @Override
    public JsonNode extractSpec(JsonNode document) {
        return document;
    }

    @Override
    public String specPointer() {
        return "";
    }

    @Override
    public ObjectNode toDocument(ManifestObjectName name, JsonNode spec) {
        return JsonTextParser.STRICT.createObjectNode().setAll((ObjectNode) spec);
    }

    @Override
    public void apply(List<DesiredObject> wanted, ManifestChangeContext context, ValidationErrors errors) {
        ArrayNode documents = JsonTextParser.STRICT.createArrayNode();
        wanted.forEach(desired -> documents.add(desired.spec()));
        ErrorCollector.collect(
                errors,
                pointer -> toPointer(pointer, wanted),
                () -> definitions
                        .save(documents.toString(), false, context.caller())
                        .warnings()
                        .forEach(one -> toOwnPointer(one.pointer(), wanted)
                                .ifPresent(place -> context.warnings().add(place, one.message(), one.remedy()))));
    }

    /* Pointers from the parser start with the index of the object. */
    private static String toPointer(String pointer, List<DesiredObject> wanted) {
        return toOwnPointer(pointer, wanted).orElse(wanted.getFirst().pointer() + pointer);
    }

    private static Optional<String> toOwnPointer(String pointer, List<DesiredObject> wanted) {
        return ErrorCollector.translatePointer(pointer, wanted, desired -> "/" + wanted.indexOf(desired));
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext context) {
        definitions.delete(kind, name.name(), context.caller());
    }
}
