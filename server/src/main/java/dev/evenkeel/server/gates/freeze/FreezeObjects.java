// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.freeze;

import dev.evenkeel.files.freeze.FreezeCodec;
import dev.evenkeel.files.freeze.FreezeRule;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.server.foundation.manifest.ManifestJson;
import dev.evenkeel.server.foundation.manifest.ObjectForm;
import dev.evenkeel.server.foundation.manifest.ObjectName;
import dev.evenkeel.server.foundation.manifest.ObjectOrder;
import dev.evenkeel.server.foundation.manifest.SingleObjectKind;
import dev.evenkeel.server.foundation.problems.RequestFaults;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Windows of the freeze calendar in files.
@Component
class FreezeObjects implements SingleObjectKind {
    private static final String IN_CALENDAR = "/windows/0";

    private final Freezes freezes;

    FreezeObjects(Freezes freezes) {
        this.freezes = freezes;
    }

    @Override
    public ObjectForm form() {
        return ObjectForm.of(
                "Freeze",
                40,
                Right.OPERATE,
                FreezeSpec.class,
                "A window of the freeze calendar, in which no change starts.");
    }

    @Override
    public SortedMap<ObjectName, JsonNode> all() {
        SortedMap<ObjectName, JsonNode> all = new TreeMap<>();
        freezes.list()
                .forEach(rule ->
                        all.put(ObjectName.of(rule.name()), ManifestJson.EXACT.valueToTree(FreezeSpec.of(rule))));
        return all;
    }

    @Override
    public ObjectNode usual(ObjectName name) {
        ObjectNode usual = ManifestJson.EXACT.createObjectNode();
        usual.put("kind", "DENY").put("reason", "");
        List.of("except", "environments", "services", "tiers", "classes").forEach(usual::putArray);
        return usual;
    }

    @Override
    public void put(ObjectName name, JsonNode spec, ObjectOrder order) {
        freezes.put(List.of(read(name.name(), spec)), false, order.reason(), order.who());
    }

    private static FreezeRule read(String name, JsonNode spec) {
        ObjectNode calendar = ManifestJson.EXACT.createObjectNode();
        JsonNode window = spec.deepCopy();
        if (window instanceof ObjectNode object) {
            object.put("name", name);
        }
        calendar.putArray("windows").add(window);
        var found = new Faults();
        List<FreezeRule> rules = FreezeCodec.read(calendar, found);
        var faults = new Faults();
        found.all()
                .forEach(fault -> faults.add(
                        fault.pointer().replaceFirst("^" + IN_CALENDAR, ""), fault.message(), fault.remedy()));
        RequestFaults.throwIfAny(faults, "The calendar stays as it is.");
        return rules.getFirst();
    }

    @Override
    public void delete(ObjectName name, ObjectOrder order) {
        freezes.remove(name.name(), order.reason(), order.who());
    }
}
