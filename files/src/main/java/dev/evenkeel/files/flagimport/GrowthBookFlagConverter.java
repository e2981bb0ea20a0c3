// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/// A converter of one GrowthBook feature.
final class GrowthBookFlagConverter {
    private static final String PERCENTAGE =
            "GrowthBook hashes with FNV-1a, so users would change groups. End the split in GrowthBook, or use a"
                    + " rollout";

    private final ExportNode part;
    private final JsonNode defaultValue;
    private final ImportedVariations variations = new ImportedVariations();

    GrowthBookFlagConverter(ExportNode part) {
        this.part = part;
        this.defaultValue = part.member("defaultValue").readWhole();
        if (!isAbsent(defaultValue)) {
            variations.add(null, defaultValue);
        }
        for (ExportNode rule : part.elements("rules")) {
            if (rule.hasNonNull("force")
                    && variations.nameOf(rule.member("force").readWhole()) == null) {
                variations.add(null, rule.member("force").readWhole());
            }
        }
        if (variations.values().stream().allMatch(JsonNode::isBoolean)) {
            addMissing(BooleanNode.TRUE);
            addMissing(BooleanNode.FALSE);
        }
    }

    ExportNode part() {
        return part;
    }

    ImportedVariations variations() {
        return variations;
    }

    /// Whether the feature has a value in every context.
    boolean alwaysYieldsValue() {
        return !isAbsent(defaultValue)
                && part.elements("rules").stream().noneMatch(rule -> rule.hasNonNull("parentConditions"));
    }

    /// Converts the feature; null when it cannot be represented.
    @Nullable
    ImportedFlagBuilder convert(
            GrowthBookConditionConverter conditions, GrowthBookPrerequisiteConverter prerequisites) {
        if (!part.isObject()) {
            part.reportRejected("flag " + part.name(), "left out: it must be an object");
            return null;
        }
        var flag = new ImportedFlagBuilder(part.name(), part.pointer());
        variations.addTo(flag);
        List<JsonNode> cases = new ArrayList<>();
        for (ExportNode rule : part.elements("rules")) {
            if (!rule.isObject()) {
                rule.readWhole();
                rule.reportRejected("rule", "it must be an object");
                continue;
            }
            int refusals = part.export().rejectionCount();
            JsonNode allowed = prerequisites.addPrerequisites(rule, cases.isEmpty(), flag);
            convertRule(rule, allowed, conditions, cases);
            rule.rejectUnread();
            rule.reportUnlessRejected("rule", refusals);
        }
        if (variations.findProblem() != null) {
            part.reportRejected("flag " + part.name(), "left out: " + variations.findProblem());
            return null;
        }
        String byDefault = variations.nameOf(defaultValue);
        JsonNode rule = JsonLogicBuilder.choose(
                cases, byDefault == null ? JsonLogicBuilder.NULL : JsonLogicBuilder.text(byDefault));
        flag.setDefaultVariant(rule.isString() ? rule.asString() : byDefault);
        if (rule.isObject()) {
            flag.setTargeting(rule);
        }
        if (!part.export().rejectionsIn(part.pointer()).isEmpty()) {
            flag.disableFor(part);
        } else {
            part.reportImported("flag " + part.name());
        }
        return flag;
    }

    private void convertRule(
            ExportNode rule, JsonNode allowed, GrowthBookConditionConverter conditions, List<JsonNode> cases) {
        rule.reportIgnored("no effect on evaluation", "id", "name", "phase", "meta", "tracks", "key", "bucketVersion");
        JsonNode condition = conditions.convertRule(rule.member("condition"));
        if (rule.hasNonNull("variations")) {
            reject(rule, "experiment", "variations", "weights", "ranges", "hashVersion", "seed", "hashAttribute");
            rule.reportIgnored("the experiment is rejected", "coverage", "fallbackAttribute", "minBucketVersion");
            rule.reportIgnored("the experiment is rejected", "disableStickyBucketing");
        } else if (rule.hasMember("force")) {
            String name = variations.nameOf(rule.member("force").readWhole());
            if (name == null) {
                rule.member("force").reportRejected("force", "null is not a variant");
                return;
            }
            cases.add(JsonLogicBuilder.and(allowed, condition, coverageCondition(rule)));
            cases.add(JsonLogicBuilder.text(name));
        } else {
            rule.reportIgnored("the rule has no value", "coverage", "hashAttribute", "hashVersion", "seed", "range");
            rule.reportIgnored(
                    "the rule has no value", "fallbackAttribute", "minBucketVersion", "disableStickyBucketing");
        }
        reject(rule, "namespace", "namespace", "filters");
    }

    /// The contexts that a rule covers: all, none, or those with the attribute that GrowthBook would hash.
    private static JsonNode coverageCondition(ExportNode rule) {
        rule.reportIgnored("nothing is split", "seed", "disableStickyBucketing", "minBucketVersion");
        var attribute = GrowthBookConditionSubject.ofAttribute(rule.text("hashAttribute", "id"), false);
        JsonNode version = rule.member("hashVersion").readWhole();
        if (rule.hasNonNull("range")) {
            reject(rule, "range", "range");
        }
        JsonNode coverage = rule.member("coverage").readWhole();
        if (coverage.isMissingNode()) {
            rule.reportIgnored("nothing is split", "fallbackAttribute");
            return JsonLogicBuilder.TRUE;
        }
        boolean known = version.isMissingNode() || version.asString("").matches("[12]");
        if (!coverage.isNumber()
                || !known
                || attribute.problem() != null
                || attribute.path().contains(".")) {
            rule.member("coverage").reportRejected("coverage", "GrowthBook SDKs evaluate this differently");
        } else if (coverage.doubleValue() > 0 && coverage.doubleValue() < 1) {
            rule.member("coverage").reportRejected("coverage", PERCENTAGE);
        }
        if (rule.hasNonNull("fallbackAttribute")) {
            rule.member("fallbackAttribute").reportRejected("fallbackAttribute", "only some GrowthBook SDKs use it");
        }
        return coverage.asDouble(0) <= 0
                ? JsonLogicBuilder.FALSE
                : GrowthBookComparisonBuilder.isTruthy(attribute.toVariable());
    }

    private static void reject(ExportNode rule, String part, String... members) {
        boolean refused = false;
        for (String member : members) {
            if (rule.hasNonNull(member)) {
                rule.member(member).readWhole();
                if (!refused) {
                    rule.member(member).reportRejected(part, PERCENTAGE);
                    refused = true;
                }
            }
        }
    }

    private void addMissing(JsonNode value) {
        if (variations.nameOf(value) == null) {
            variations.add(null, value);
        }
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
