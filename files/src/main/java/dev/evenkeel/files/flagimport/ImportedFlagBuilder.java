// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import dev.evenkeel.files.flagimport.ImportReportEntry.Rejected;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A builder of an imported flag.
final class ImportedFlagBuilder {
    private final String key;
    private final String place;
    private final Map<String, JsonNode> variants = new LinkedHashMap<>();
    private final List<String> parents = new ArrayList<>();
    private final ObjectNode metadata = FlagExport.createObject();
    private final ObjectNode rest = FlagExport.createObject();
    private boolean enabled = true;
    private boolean refused;
    private @Nullable JsonNode written;

    /// @param place location in the export
    ImportedFlagBuilder(String key, String place) {
        this.key = key;
        this.place = place;
    }

    String key() {
        return key;
    }

    String pointer() {
        return place;
    }

    void disable() {
        enabled = false;
    }

    /// Disables the flag because a part of it was rejected, and reports the first such part.
    void disableFor(ExportNode flag) {
        List<Rejected> parts = flag.export().rejectionsIn(flag.pointer());
        if (parts.isEmpty()) {
            reject(flag.export(), "it contains a rejected part");
            return;
        }
        Rejected first = parts.getFirst();
        reject(
                flag.export(),
                first.part() + " at " + first.pointer().substring(flag.pointer().length() + 1)
                        + " cannot be converted: " + first.reason());
    }

    /// Disables the flag permanently and reports the reason.
    void reject(FlagExport export, String reason) {
        enabled = false;
        if (!refused) {
            refused = true;
            export.retractImported(place);
            export.reportRejected(
                    place,
                    "flag " + key,
                    reason + ". The flag is DISABLED: services use the default in code until you "
                            + "complete and enable the flag");
        }
    }

    /// Whether a part of the flag was rejected, so that it is disabled.
    boolean isRejected() {
        return refused;
    }

    boolean isEnabled() {
        return enabled;
    }

    void addVariant(String name, JsonNode value) {
        variants.put(name, value);
    }

    Map<String, JsonNode> variants() {
        return variants;
    }

    /// @param variant null for the default in code
    void setDefaultVariant(@Nullable String variant) {
        rest.put("defaultVariant", variant);
    }

    void setTargeting(JsonNode rule) {
        rest.set("targeting", rule);
    }

    /// Adds a prerequisite: the flag is evaluated only if another flag evaluates to a variant.
    ///
    /// @param otherwise variant of this flag if the prerequisite fails
    void addPrerequisite(String flag, String variant, String otherwise) {
        rest.withArray("prerequisites")
                .addObject()
                .put("flag", flag)
                .put("variant", variant)
                .put("otherwise", otherwise);
        parents.add(flag);
    }

    /// Returns the keys of the flags that this one depends on.
    List<String> prerequisiteKeys() {
        return parents;
    }

    /// Whether a rule of the flag uses an operator.
    boolean usesOperator(String operator) {
        return rest.findValue(operator) != null;
    }

    /// Stores a scalar of the export; ignores null and the empty text.
    void addMetadata(String name, JsonNode value) {
        if (value.isValueNode() && !value.isNull() && !value.asString().isEmpty()) {
            metadata.set(name, value);
        }
    }

    /// Sets the JSON of the flag, which overrides all other settings.
    void setRawJson(JsonNode json) {
        written = json;
    }

    JsonNode toJson() {
        if (written != null) {
            return written;
        }
        var flag = FlagExport.createObject().put("state", enabled ? "ENABLED" : "DISABLED");
        var named = flag.putObject("variants");
        variants.forEach(named::set);
        flag.setAll(rest);
        if (!metadata.isEmpty()) {
            flag.set("metadata", metadata);
        }
        return flag;
    }
}
