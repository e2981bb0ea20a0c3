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

/// A flag that is being put together.
final class ImportedFlagBuilder {
    private final String key;
    private final String place;
    private final Map<String, JsonNode> variants = new LinkedHashMap<>();
    private final List<String> parents = new ArrayList<>();
    private final ObjectNode metadata = FlagExport.object();
    private final ObjectNode rest = FlagExport.object();
    private boolean enabled = true;
    private boolean refused;
    private @Nullable JsonNode written;

    /// @param place in the export
    ImportedFlagBuilder(String key, String place) {
        this.key = key;
        this.place = place;
    }

    String key() {
        return key;
    }

    String place() {
        return place;
    }

    void disable() {
        enabled = false;
    }

    /// Disables the flag because a part of it was refused, and says so, with the first such part.
    void disableFor(ExportNode flag) {
        List<Rejected> parts = flag.export().refusedIn(flag.place());
        if (parts.isEmpty()) {
            refuse(flag.export(), "a part of it was refused");
            return;
        }
        Rejected first = parts.getFirst();
        refuse(
                flag.export(),
                first.part() + " at " + first.place().substring(flag.place().length() + 1) + " cannot be converted: "
                        + first.reason());
    }

    /// Disables the flag and says why. It stays disabled.
    void refuse(FlagExport export, String reason) {
        enabled = false;
        if (!refused) {
            refused = true;
            export.retract(place);
            export.refused(
                    place,
                    "flag " + key,
                    reason + ". The flag is written as DISABLED: services use the default in their code until you "
                            + "complete and enable it");
        }
    }

    /// Whether a part of the flag was refused, so that it is not in force.
    boolean isRefused() {
        return refused;
    }

    boolean isEnabled() {
        return enabled;
    }

    void variant(String name, JsonNode value) {
        variants.put(name, value);
    }

    Map<String, JsonNode> variants() {
        return variants;
    }

    /// @param variant null leaves it to the default in code
    void defaultVariant(@Nullable String variant) {
        rest.put("defaultVariant", variant);
    }

    void targeting(JsonNode rule) {
        rest.set("targeting", rule);
    }

    /// Asks that another flag says something before this one is looked at.
    ///
    /// @param otherwise variant of this flag when it does not
    void prerequisite(String flag, String variant, String otherwise) {
        rest.withArray("prerequisites")
                .addObject()
                .put("flag", flag)
                .put("variant", variant)
                .put("otherwise", otherwise);
        parents.add(flag);
    }

    /// Keys of the flags that this one depends on.
    List<String> parents() {
        return parents;
    }

    /// Whether a rule of the flag uses an operator.
    boolean asksFor(String operator) {
        return rest.findValue(operator) != null;
    }

    /// Keeps a scalar of the export; null and the empty text are not kept.
    void metadata(String name, JsonNode value) {
        if (value.isValueNode() && !value.isNull() && !value.asString().isEmpty()) {
            metadata.set(name, value);
        }
    }

    /// Takes the flag as it is written, whatever else was said about it.
    void asWritten(JsonNode json) {
        written = json;
    }

    JsonNode json() {
        if (written != null) {
            return written;
        }
        var flag = FlagExport.object().put("state", enabled ? "ENABLED" : "DISABLED");
        var named = flag.putObject("variants");
        variants.forEach(named::set);
        flag.setAll(rest);
        if (!metadata.isEmpty()) {
            flag.set("metadata", metadata);
        }
        return flag;
    }
}
