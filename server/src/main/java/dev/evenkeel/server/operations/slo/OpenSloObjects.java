// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.openslo.Kind;
import dev.evenkeel.server.foundation.manifest.ManifestJson;
import dev.evenkeel.server.foundation.manifest.ObjectForm;
import dev.evenkeel.server.foundation.manifest.ObjectKind;
import dev.evenkeel.server.foundation.manifest.ObjectName;
import dev.evenkeel.server.foundation.manifest.ObjectOrder;
import dev.evenkeel.server.foundation.manifest.Refusals;
import dev.evenkeel.server.foundation.manifest.Wanted;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Objects of one kind of OpenSLO in files, each as it was given: its spec is the whole document.
final class OpenSloObjects implements ObjectKind {
    private static final String VERSION = "openslo/v1";

    private final Kind kind;
    private final ObjectTable table;
    private final SloOrders orders;

    OpenSloObjects(Kind kind, ObjectTable table, SloOrders orders) {
        this.kind = kind;
        this.table = table;
        this.orders = orders;
    }

    /* What others refer to is there before them. */
    @Override
    public ObjectForm form() {
        int rank = 41
                + List.of(
                                Kind.DATA_SOURCE,
                                Kind.SLI,
                                Kind.ALERT_CONDITION,
                                Kind.ALERT_NOTIFICATION_TARGET,
                                Kind.ALERT_POLICY,
                                Kind.SLO)
                        .indexOf(kind);
        return new ObjectForm(VERSION, kind.text(), false, rank, Right.AUTHOR, Object.class, says());
    }

    private String says() {
        return switch (kind) {
            case DATA_SOURCE -> "Where indicators get their numbers, as OpenSLO writes it.";
            case SLI -> "What is counted as good and as all, as OpenSLO writes it.";
            case SLO -> "How good a service has to be over which time, as OpenSLO writes it.";
            case ALERT_POLICY -> "When somebody is told that a budget burns, as OpenSLO writes it.";
            case ALERT_CONDITION -> "How fast a budget has to burn for that, as OpenSLO writes it.";
            case ALERT_NOTIFICATION_TARGET -> "Who is told, as OpenSLO writes it.";
            case SERVICE -> throw new IllegalStateException("services are those of the catalogue");
        };
    }

    @Override
    public SortedMap<ObjectName, JsonNode> all() {
        SortedMap<ObjectName, JsonNode> all = new TreeMap<>();
        table.all().stream()
                .filter(object -> object.kind() == kind)
                .forEach(object -> all.put(ObjectName.of(object.name()), object.json()));
        return all;
    }

    @Override
    public JsonNode spec(JsonNode document) {
        return document;
    }

    @Override
    public String specPointer() {
        return "";
    }

    @Override
    public ObjectNode document(ObjectName name, JsonNode spec) {
        return ManifestJson.EXACT.createObjectNode().setAll((ObjectNode) spec);
    }

    @Override
    public void put(List<Wanted> wanted, ObjectOrder order, Faults faults) {
        ArrayNode documents = ManifestJson.EXACT.createArrayNode();
        wanted.forEach(one -> documents.add(one.spec()));
        Refusals.into(
                faults,
                pointer -> place(pointer, wanted),
                () -> orders.put(documents.toString(), false, order.caller())
                        .warnings()
                        .forEach(one -> ownPlace(one.pointer(), wanted)
                                .ifPresent(place -> order.warnings().add(place, one.message(), one.remedy()))));
    }

    /* Their own pointers begin with the number of the object. */
    private static String place(String pointer, List<Wanted> wanted) {
        return ownPlace(pointer, wanted).orElse(wanted.getFirst().pointer() + pointer);
    }

    private static Optional<String> ownPlace(String pointer, List<Wanted> wanted) {
        return Refusals.place(pointer, wanted, one -> "/" + wanted.indexOf(one));
    }

    @Override
    public void delete(ObjectName name, ObjectOrder order) {
        orders.delete(kind, name.name(), order.caller());
    }
}
