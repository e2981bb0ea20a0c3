// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/// One feature of GrowthBook.
final class GrowthBookFlagConverter {
    private static final String PERCENTAGE =
            "GrowthBook splits by FNV-1a: everybody would be put into groups anew. End it there, or start a rollout here";

    private final ExportNode part;
    private final JsonNode defaultValue;
    private final ImportedVariations variations = new ImportedVariations();

    GrowthBookFlagConverter(ExportNode part) {
        this.part = part;
        this.defaultValue = part.member("defaultValue").whole();
        if (!isNothing(defaultValue)) {
            variations.add(null, defaultValue);
        }
        for (ExportNode rule : part.elements("rules")) {
            if (rule.has("force") && variations.name(rule.member("force").whole()) == null) {
                variations.add(null, rule.member("force").whole());
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

    /// Whether it gives everybody some value.
    boolean alwaysGivesAValue() {
        return !isNothing(defaultValue)
                && part.elements("rules").stream().noneMatch(rule -> rule.has("parentConditions"));
    }

    /// The flag, or null when it cannot be written down.
    @Nullable
    ImportedFlagBuilder convert(
            GrowthBookConditionConverter conditions, GrowthBookPrerequisiteConverter prerequisites) {
        if (!part.isObject()) {
            part.refused("flag " + part.name(), "left out: it must be an object");
            return null;
        }
        var flag = new ImportedFlagBuilder(part.name(), part.place());
        variations.addTo(flag);
        List<JsonNode> cases = new ArrayList<>();
        for (ExportNode rule : part.elements("rules")) {
            if (!rule.isObject()) {
                rule.whole();
                rule.refused("rule", "it must be an object");
                continue;
            }
            int refusals = part.export().refusals();
            JsonNode allowed = prerequisites.add(rule, cases.isEmpty(), flag);
            rule(rule, allowed, conditions, cases);
            rule.refuseTheRest();
            rule.settle("rule", refusals);
        }
        if (variations.problem() != null) {
            part.refused("flag " + part.name(), "left out: " + variations.problem());
            return null;
        }
        String byDefault = variations.name(defaultValue);
        JsonNode rule = JsonLogicBuilder.choose(
                cases, byDefault == null ? JsonLogicBuilder.NULL : JsonLogicBuilder.text(byDefault));
        flag.defaultVariant(rule.isString() ? rule.asString() : byDefault);
        if (rule.isObject()) {
            flag.targeting(rule);
        }
        if (!part.export().refusedIn(part.place()).isEmpty()) {
            flag.disableFor(part);
        } else {
            part.taken("flag " + part.name());
        }
        return flag;
    }

    private void rule(
            ExportNode rule, JsonNode allowed, GrowthBookConditionConverter conditions, List<JsonNode> cases) {
        rule.leaveOut("it decides nothing", "id", "name", "phase", "meta", "tracks", "key", "bucketVersion");
        JsonNode condition = conditions.ofRule(rule.member("condition"));
        if (rule.has("variations")) {
            refuse(rule, "experiment", "variations", "weights", "ranges", "hashVersion", "seed", "hashAttribute");
            rule.leaveOut("the experiment is refused", "coverage", "fallbackAttribute", "minBucketVersion");
            rule.leaveOut("the experiment is refused", "disableStickyBucketing");
        } else if (rule.names("force")) {
            String name = variations.name(rule.member("force").whole());
            if (name == null) {
                rule.member("force").refused("force", "it gives null; a rule gives a variant");
                return;
            }
            cases.add(JsonLogicBuilder.and(allowed, condition, share(rule)));
            cases.add(JsonLogicBuilder.text(name));
        } else {
            rule.leaveOut("the rule gives no value", "coverage", "hashAttribute", "hashVersion", "seed", "range");
            rule.leaveOut("the rule gives no value", "fallbackAttribute", "minBucketVersion", "disableStickyBucketing");
        }
        refuse(rule, "namespace", "namespace", "filters");
    }

    /// All, nobody, or those who have what GrowthBook would have hashed.
    private static JsonNode share(ExportNode rule) {
        rule.leaveOut("nothing is split", "seed", "disableStickyBucketing", "minBucketVersion");
        var attribute = GrowthBookConditionSubject.attribute(rule.text("hashAttribute", "id"), false);
        JsonNode version = rule.member("hashVersion").whole();
        if (rule.has("range")) {
            refuse(rule, "range", "range");
        }
        JsonNode coverage = rule.member("coverage").whole();
        if (coverage.isMissingNode()) {
            rule.leaveOut("nothing is split", "fallbackAttribute");
            return JsonLogicBuilder.TRUE;
        }
        boolean known = version.isMissingNode() || version.asString("").matches("[12]");
        if (!coverage.isNumber()
                || !known
                || attribute.problem() != null
                || attribute.path().contains(".")) {
            rule.member("coverage").refused("coverage", "GrowthBook's SDKs do not agree on what this form means");
        } else if (coverage.doubleValue() > 0 && coverage.doubleValue() < 1) {
            rule.member("coverage").refused("coverage", PERCENTAGE);
        }
        if (rule.has("fallbackAttribute")) {
            rule.member("fallbackAttribute")
                    .refused("fallbackAttribute", "it counts in some of GrowthBook's SDKs only");
        }
        return coverage.asDouble(0) <= 0
                ? JsonLogicBuilder.FALSE
                : GrowthBookComparisonBuilder.truthy(attribute.value());
    }

    private static void refuse(ExportNode rule, String part, String... members) {
        boolean refused = false;
        for (String member : members) {
            if (rule.has(member)) {
                rule.member(member).whole();
                if (!refused) {
                    rule.member(member).refused(part, PERCENTAGE);
                    refused = true;
                }
            }
        }
    }

    private void addMissing(JsonNode value) {
        if (variations.name(value) == null) {
            variations.add(null, value);
        }
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
