// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/// A converter of GrowthBook's parent conditions to prerequisites:
/// <https://docs.growthbook.io/features/prerequisites>.
///
/// Accepts only conditions that gate the whole feature, before its first rule, and require one value of the
/// parent. If they fail, GrowthBook returns no value; the imported flag returns false, so it must be boolean.
final class GrowthBookPrerequisiteConverter {
    private final Map<String, GrowthBookFlagConverter> features;

    /// @param features features of the export, by key
    GrowthBookPrerequisiteConverter(Map<String, GrowthBookFlagConverter> features) {
        this.features = features;
    }

    /// Adds the rule's parents to the flag. A rule with a rejected parent never applies.
    ///
    /// @param first whether no rule with a value precedes
    /// @return whether the rule can apply as far as its parents are concerned
    JsonNode addPrerequisites(ExportNode rule, boolean first, ImportedFlagBuilder flag) {
        int before = rule.export().rejectionCount();
        for (ExportNode condition : rule.elements("parentConditions")) {
            String parent = condition.text("id", "");
            String part = "parent condition " + parent;
            String refusal = first && condition.isTrue("gate")
                    ? addPrerequisites(condition, part, parent, flag)
                    : "only a condition that gates the whole feature can be a prerequisite";
            if (refusal != null) {
                condition.readWhole();
                condition.reportRejected(part, refusal);
            }
        }
        return rule.export().rejectionCount() == before ? JsonLogicBuilder.TRUE : JsonLogicBuilder.REJECTED;
    }

    /// @return why the parent cannot be added; null when it was
    private @Nullable String addPrerequisites(
            ExportNode condition, String part, String parent, ImportedFlagBuilder flag) {
        GrowthBookFlagConverter feature = features.get(parent);
        String off = flag.variants().containsKey("off") ? "off" : null;
        if (feature == null) {
            return "the export does not contain the parent; GrowthBook never evaluates such a feature";
        }
        JsonNode whole = condition.member("condition").readWhole();
        JsonNode wanted = whole.path("value");
        if (whole.size() != 1) {
            return "it does not test only the value of the parent";
        }
        ImportedVariations known = feature.variations();
        if (wanted.path("$exists").equals(BooleanNode.TRUE) && wanted.size() == 1 && feature.alwaysYieldsValue()) {
            condition.reportConverted(part, "left out: it requires that the parent exists, which is the case");
            return null;
        }
        String variant = known.nameOf(wanted.has("$eq") && wanted.size() == 1 ? wanted.path("$eq") : wanted);
        if (variant == null) {
            return "it does not test for one of the values of the parent, " + known.values();
        }
        if (off == null || !List.copyOf(flag.variants().values()).getFirst().isBoolean()) {
            return "GrowthBook returns no value if it fails; only a boolean flag can return false instead";
        }
        flag.addPrerequisite(parent, variant, off);
        condition.reportConverted(part, "returns false where GrowthBook returns no value");
        return null;
    }
}
