// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.freeze;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.files.freeze.FreezeCalendarCodec;
import dev.evenkeel.files.freeze.FreezeWindowDefinition;
import dev.evenkeel.files.json.DocumentJsonModule;
import dev.evenkeel.files.json.RecordBinder;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.PerObjectManifestKind;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The manifest kind of freeze windows.
@Component
class FreezeWindowManifestKind implements PerObjectManifestKind {
    private final FreezeWindowService freezes;

    FreezeWindowManifestKind(FreezeWindowService freezes) {
        this.freezes = freezes;
    }

    /// A window without its name, which is in the metadata.
    @JsonIgnoreProperties("name")
    record Spec(@JsonUnwrapped FreezeWindowDefinition window) {}

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.of(
                "FreezeWindow", 40, Right.OPERATE, Spec.class, "A freeze window, during which no change starts.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        freezes.list().forEach(window -> all.put(ManifestObjectName.of(window.name()), toSpec(window)));
        return all;
    }

    private static ObjectNode toSpec(FreezeWindowDefinition window) {
        ObjectNode spec = DocumentJsonModule.MAPPER.valueToTree(window);
        spec.remove("name");
        return spec.removeIf(JsonNode::isNull);
    }

    @Override
    public ObjectNode defaultSpec(ManifestObjectName name) {
        return RecordBinder.defaultsOf(FreezeWindowDefinition.class);
    }

    @Override
    public void apply(ManifestObjectName name, JsonNode spec, ManifestChangeContext context) {
        freezes.save(List.of(parse(name.name(), spec)), false, context.reason(), context.actor());
    }

    private static FreezeWindowDefinition parse(String name, JsonNode spec) {
        JsonNode window = spec.deepCopy();
        if (window instanceof ObjectNode object) {
            object.put("name", name);
        }
        var errors = new ValidationErrors();
        FreezeWindowDefinition definition = FreezeCalendarCodec.decodeWindow(window, errors);
        ValidationErrorMapper.throwIfAny(errors, "The freeze calendar was not changed.");
        return Objects.requireNonNull(definition);
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext context) {
        freezes.delete(name.name(), context.reason(), context.actor());
    }
}
