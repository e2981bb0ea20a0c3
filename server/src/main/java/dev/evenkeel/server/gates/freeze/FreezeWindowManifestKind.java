// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.freeze;

import dev.evenkeel.files.freeze.FreezeCalendarCodec;
import dev.evenkeel.files.freeze.FreezeWindowDefinition;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestJsonMapper;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.PerObjectManifestKind;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The manifest kind of freeze windows.
@Component
class FreezeWindowManifestKind implements PerObjectManifestKind {
    private static final String IN_CALENDAR = "/windows/0";

    private final FreezeWindowService freezes;

    FreezeWindowManifestKind(FreezeWindowService freezes) {
        this.freezes = freezes;
    }

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.of(
                "FreezeWindow",
                40,
                Right.OPERATE,
                FreezeWindowSpec.class,
                "A freeze window, during which no change starts.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        freezes.list()
                .forEach(rule -> all.put(
                        ManifestObjectName.of(rule.name()),
                        ManifestJsonMapper.EXACT.valueToTree(FreezeWindowSpec.of(rule))));
        return all;
    }

    @Override
    public ObjectNode defaultSpec(ManifestObjectName name) {
        ObjectNode usual = ManifestJsonMapper.EXACT.createObjectNode();
        usual.put("kind", "DENY").put("reason", "");
        List.of("except", "environments", "services", "tiers", "classes").forEach(usual::putArray);
        return usual;
    }

    @Override
    public void apply(ManifestObjectName name, JsonNode spec, ManifestChangeContext context) {
        freezes.save(List.of(parse(name.name(), spec)), false, context.reason(), context.actor());
    }

    private static FreezeWindowDefinition parse(String name, JsonNode spec) {
        ObjectNode calendar = ManifestJsonMapper.EXACT.createObjectNode();
        JsonNode window = spec.deepCopy();
        if (window instanceof ObjectNode object) {
            object.put("name", name);
        }
        calendar.putArray("windows").add(window);
        var found = new ValidationErrors();
        List<FreezeWindowDefinition> rules = FreezeCalendarCodec.decodeCalendar(calendar, found);
        var errors = new ValidationErrors();
        found.toList()
                .forEach(fault -> errors.add(
                        fault.pointer().replaceFirst("^" + IN_CALENDAR, ""), fault.message(), fault.remedy()));
        ValidationErrorMapper.throwIfAny(errors, "The freeze calendar was not changed.");
        return rules.getFirst();
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext context) {
        freezes.delete(name.name(), context.reason(), context.actor());
    }
}
