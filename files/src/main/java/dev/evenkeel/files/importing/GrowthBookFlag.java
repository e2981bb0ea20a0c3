// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.importing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/// One feature of GrowthBook.
final class GrowthBookFlag {
    private static final String PERCENTAGE =
            "GrowthBook splits by FNV-1a: everybody would be put into groups anew. End it there, or start a rollout here";

    private final Part part;
    private final JsonNode defaultValue;
    private final Variations variations = new Variations();

    GrowthBookFlag(Part part) {
        this.part = part;
        this.defaultValue = part.member("defaultValue").whole();
        if (!isNothing(defaultValue)) {
            variations.add(null, defaultValue);
        }
        for (Part rule : part.elements("rules")) {
            if (rule.has("force") && variations.name(rule.member("force").whole()) == null) {
                variations.add(null, rule.member("force").whole());
            }
        }
        if (variations.values().stream().allMatch(JsonNode::isBoolean)) {
            addMissing(BooleanNode.TRUE);
            addMissing(BooleanNode.FALSE);
        }
    }

    Variations variations() {
        return variations;
    }

    /// The flag, or null when it cannot be written down.
    @Nullable
    DraftFlag convert(GrowthBookConditions conditions, GrowthBookPrerequisites prerequisites) {
        int before = part.export().refusals();
        var flag = new DraftFlag(part.name(), part.place());
        variations.addTo(flag);
        List<JsonNode> cases = new ArrayList<>();
        for (Part rule : part.elements("rules")) {
            int refusals = part.export().refusals();
            JsonNode allowed = prerequisites.add(rule, cases.isEmpty(), flag);
            rule(rule, allowed, conditions, cases);
            rule.settle("rule", refusals);
        }
        if (variations.problem() != null) {
            part.refused("flag " + part.name(), "left out: " + variations.problem());
            return null;
        }
        String byDefault = variations.name(defaultValue);
        JsonNode rule = Logic.choose(cases, byDefault == null ? Logic.NULL : Logic.text(byDefault));
        flag.defaultVariant(rule.isString() ? rule.asString() : byDefault);
        if (rule.isObject()) {
            flag.targeting(rule);
        }
        if (part.export().refusals() > before) {
            flag.disableFor(part);
        } else {
            part.taken("flag " + part.name());
        }
        return flag;
    }

    private void rule(Part rule, JsonNode allowed, GrowthBookConditions conditions, List<JsonNode> cases) {
        rule.leaveOut("it decides nothing", "id", "name", "phase", "meta", "tracks", "key", "bucketVersion");
        JsonNode condition = conditions.holds(rule.member("condition"), false);
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
            cases.add(Logic.and(allowed, condition, share(rule)));
            cases.add(Logic.text(name));
        }
        refuse(rule, "namespace", "namespace", "filters");
    }

    /// All, nobody, or those who have what GrowthBook would have hashed.
    private static JsonNode share(Part rule) {
        rule.leaveOut("nothing is split", "hashVersion", "seed", "fallbackAttribute", "disableStickyBucketing");
        rule.leaveOut("nothing is split", "minBucketVersion");
        String attribute = rule.text("hashAttribute", "id");
        if (rule.has("range")) {
            refuse(rule, "range", "range");
        }
        if (!rule.has("coverage")) {
            return Logic.TRUE;
        }
        double coverage = rule.member("coverage").whole().asDouble(-1);
        if (coverage > 0 && coverage < 1) {
            rule.member("coverage").refused("coverage", PERCENTAGE);
        }
        return coverage <= 0
                ? Logic.FALSE
                : Logic.operation("!!", Logic.var(attribute.equals("id") ? "targetingKey" : attribute));
    }

    private static void refuse(Part rule, String part, String... members) {
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
