// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/// Parent conditions of GrowthBook as prerequisites: <https://docs.growthbook.io/features/prerequisites>.
///
/// Only those that gate the whole feature, before its first rule, and ask for one value of the parent.
/// GrowthBook then gives no value; here the flag gives false, so it must be boolean.
final class GrowthBookPrerequisiteConverter {
    private final Map<String, GrowthBookFlagConverter> features;

    /// @param features of the export, by their keys
    GrowthBookPrerequisiteConverter(Map<String, GrowthBookFlagConverter> features) {
        this.features = features;
    }

    /// Adds the rule's parents to the flag. A rule of which one is refused never applies.
    ///
    /// @param first whether no rule that gives a value stands before
    /// @return whether the rule may apply, as far as its parents are concerned
    JsonNode add(ExportNode rule, boolean first, ImportedFlagBuilder flag) {
        int before = rule.export().refusals();
        for (ExportNode condition : rule.elements("parentConditions")) {
            String parent = condition.text("id", "");
            String part = "parent condition " + parent;
            String refusal = first && condition.isTrue("gate")
                    ? add(condition, part, parent, flag)
                    : "only a condition that gates the whole feature can be a prerequisite";
            if (refusal != null) {
                condition.whole();
                condition.refused(part, refusal);
            }
        }
        return rule.export().refusals() == before ? JsonLogicBuilder.TRUE : JsonLogicBuilder.REFUSED;
    }

    /// @return why it cannot be added; null when it was
    private @Nullable String add(ExportNode condition, String part, String parent, ImportedFlagBuilder flag) {
        GrowthBookFlagConverter feature = features.get(parent);
        String off = flag.variants().containsKey("off") ? "off" : null;
        if (feature == null) {
            return "the export does not hold the parent; GrowthBook never gives such a feature a value";
        }
        JsonNode whole = condition.member("condition").whole();
        JsonNode wanted = whole.path("value");
        if (whole.size() != 1) {
            return "it does not ask for the value of the parent alone";
        }
        ImportedVariations known = feature.variations();
        if (wanted.path("$exists").equals(BooleanNode.TRUE) && wanted.size() == 1 && feature.alwaysGivesAValue()) {
            condition.changed(part, "left out: it asks that the parent is in the export, and it is");
            return null;
        }
        String variant = known.name(wanted.has("$eq") && wanted.size() == 1 ? wanted.path("$eq") : wanted);
        if (variant == null) {
            return "it does not ask for one value that the parent gives, out of " + known.values();
        }
        if (off == null || !List.copyOf(flag.variants().values()).getFirst().isBoolean()) {
            return "GrowthBook gives no value when it fails; only a boolean flag can give false instead";
        }
        flag.prerequisite(parent, variant, off);
        condition.changed(part, "gives false where GrowthBook gives no value");
        return null;
    }
}
