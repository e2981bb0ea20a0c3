// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A converter of one LaunchDarkly flag in one environment.
final class LaunchDarklyFlagConverter {
    private static final String PERCENTAGE =
            "LaunchDarkly hashes with SHA-1, so users would change groups. End the rollout in LaunchDarkly, or use a"
                    + " rollout";

    private static final int WHOLE = 100_000;

    private final ExportNode part;
    private final ExportNode environment;
    private final ImportedVariations variations = new ImportedVariations();

    /// @param part the flag
    /// @param environment settings of the environment; the flag itself in an SDK's data file
    LaunchDarklyFlagConverter(ExportNode part, ExportNode environment) {
        this.part = part;
        this.environment = environment;
        boolean described = !environment.pointer().equals(part.pointer());
        part.elements("variations").forEach(each -> {
            if (described && each.isObject() && each.hasMember("value")) {
                variations.add(each.text("name"), each.member("value").readWhole());
                each.reportIgnored("no effect on evaluation", "_id", "description");
            } else {
                variations.add(null, each.readWhole());
            }
            each.reportImported(
                    "variation " + variations.nameOf(variations.values().size() - 1));
        });
    }

    ExportNode part() {
        return part;
    }

    String key() {
        return part.text("key", part.name());
    }

    ImportedVariations variations() {
        return variations;
    }

    /// Converts the flag; null when it cannot be represented.
    @Nullable
    ImportedFlagBuilder convert(LaunchDarklyClauseConverter clauses) {
        var flag = new ImportedFlagBuilder(key(), part.pointer());
        List<JsonNode> cases = new ArrayList<>();
        convertTargets(cases);
        environment.elements("rules").forEach(rule -> convertRule(rule, clauses, cases));
        JsonNode rule = JsonLogicBuilder.choose(cases, servedVariant(environment.member("fallthrough")));
        environment.member("fallthrough").rejectUnread();
        convertMetadata(flag);
        if (variations.findProblem() != null) {
            part.reportRejected("flag " + key(), "left out: " + variations.findProblem());
            return null;
        }
        variations.addTo(flag);
        if (rule.isString()) {
            flag.setDefaultVariant(rule.asString());
        } else {
            flag.setDefaultVariant(offVariant());
            flag.setTargeting(JsonLogicBuilder.asObject(rule));
        }
        if (!part.export().rejectionsIn(part.pointer()).isEmpty()) {
            flag.disableFor(part);
        } else {
            convertState(flag);
        }
        return flag;
    }

    List<ExportNode> prerequisites() {
        return environment.elements("prerequisites");
    }

    /// Returns the variant for a disabled flag; null for the default in code.
    @Nullable
    String offVariant() {
        return variations.nameOf(environment.number("offVariation", -1));
    }

    /// The order of context targets takes precedence, if there are any; a target of users among them refers to
    /// the target of the same variation in the list of users.
    private void convertTargets(List<JsonNode> cases) {
        List<ExportNode> users = environment.elements("targets");
        List<ExportNode> contexts = environment.elements("contextTargets");
        if (contexts.isEmpty()) {
            users.forEach(target -> convertTarget(target, target.texts("values"), cases));
            return;
        }
        Set<ExportNode> placed = new HashSet<>();
        for (ExportNode target : contexts) {
            List<String> values = target.texts("values");
            ExportNode user = users.stream()
                    .filter(each -> each.number("variation", -1) == target.number("variation", -1))
                    .findFirst()
                    .orElse(null);
            if (!LaunchDarklyAttribute.isUser(target.text("contextKind", ""))) {
                convertTarget(target, values, cases);
            } else if (user == null || (!values.isEmpty() && !values.equals(user.texts("values")))) {
                target.reportRejected("target", "it differs from the user target of the same variation");
            } else {
                placed.add(user);
                convertTarget(target, user.texts("values"), cases);
            }
        }
        for (ExportNode user : users) {
            boolean matters = !user.texts("values").isEmpty();
            if (matters && !placed.contains(user)) {
                user.reportRejected("target", "it is missing in \"contextTargets\", so its order is unknown");
            } else {
                convertTarget(user, List.of(), cases);
            }
        }
    }

    private void convertTarget(ExportNode target, List<String> keys, List<JsonNode> cases) {
        String kind = target.text("contextKind", "");
        if (!LaunchDarklyAttribute.isReadable(kind)) {
            target.reportRejected("target", "contexts of kind \"" + kind + "\" are not supported");
            return;
        }
        int before = part.export().rejectionCount();
        JsonNode served = servedVariant(target);
        cases.add(JsonLogicBuilder.in(LaunchDarklyAttribute.keyOf(kind), keys));
        cases.add(served);
        target.rejectUnread();
        target.reportUnlessRejected("target", before);
    }

    private void convertRule(ExportNode rule, LaunchDarklyClauseConverter clauses, List<JsonNode> cases) {
        rule.reportIgnored("no effect on evaluation", "_id", "id", "ref", "description", "trackEvents", "_generation");
        int before = part.export().rejectionCount();
        cases.add(clauses.convertAll(rule.elements("clauses")));
        cases.add(servedVariant(rule));
        rule.rejectUnread();
        rule.reportUnlessRejected("rule", before);
    }

    /// The variant of a target, a rule or the fallthrough. A variation takes precedence over a rollout.
    private JsonNode servedVariant(ExportNode from) {
        boolean divided = from.hasNonNull("rollout") && !from.hasNonNull("variation");
        int index = divided ? findSingleVariation(from.member("rollout")) : from.number("variation", -1);
        String name = variations.nameOf(index);
        if (name != null) {
            from.reportIgnored("the variation takes precedence", divided ? "variation" : "rollout");
            return JsonLogicBuilder.text(name);
        }
        if (!divided || index >= 0) {
            from.reportRejected(from.name(), "it refers to no variation of the flag");
        }
        return JsonLogicBuilder.NULL;
    }

    /// The only variation of a rollout with a weight; -1 when the rollout is rejected. The last variation also
    /// gets the remaining weight.
    private static int findSingleVariation(ExportNode rollout) {
        List<ExportNode> all = rollout.elements("variations");
        List<ExportNode> weighted =
                all.stream().filter(each -> each.number("weight", 1) != 0).toList();
        rollout.readWhole();
        boolean everybody = weighted.size() == 1
                && (weighted.getFirst().number("weight", 0) >= WHOLE
                        || weighted.getFirst().pointer().equals(all.getLast().pointer()));
        boolean readable = rollout.text("bucketBy", "key").matches("[A-Za-z0-9_ -]+");
        if (everybody && readable && !rollout.text("kind", "rollout").equals("experiment")) {
            rollout.reportConverted("rollout", "one variation has all of the weight and is served to all users");
            return weighted.getFirst().number("variation", -1);
        }
        rollout.reportRejected("rollout", PERCENTAGE);
        return -1;
    }

    private void convertState(ImportedFlagBuilder flag) {
        if (environment.isTrue("on")) {
            part.reportImported("flag " + key());
            return;
        }
        flag.disable();
        int off = environment.number("offVariation", -1);
        if (variations.nameOf(off) == null) {
            part.reportImported("flag " + key());
        } else {
            part.reportConverted(
                    "flag " + key(),
                    "is disabled: LaunchDarkly serves " + variations.values().get(off)
                            + ", Evenkeel serves the default in code; use the same value there");
        }
    }

    private void convertMetadata(ImportedFlagBuilder flag) {
        flag.addMetadata("description", part.member("description").readWhole());
        for (String name : List.of("name", "kind", "temporary", "maintainerId")) {
            if (part.hasMember(name)) {
                flag.addMetadata("launchdarkly." + name, part.member(name).readWhole());
                part.member(name)
                        .reportConverted(name, "kept as metadata launchdarkly." + name + "; no effect on evaluation");
            }
        }
        if (part.hasNonNull("tags")) {
            flag.addMetadata("launchdarkly.tags", JsonLogicBuilder.text(String.join(", ", part.texts("tags"))));
            part.member("tags").reportConverted("tags", "kept as metadata launchdarkly.tags");
        }
        reportIgnored(part);
        if (!environment.pointer().equals(part.pointer())) {
            reportIgnored(environment);
        }
    }

    private static void reportIgnored(ExportNode part) {
        String nothing = "no effect on evaluation";
        part.reportIgnored(
                nothing, "_links", "_version", "_maintainer", "_site", "_environmentName", "_access", "_summary");
        part.reportIgnored(
                nothing, "creationDate", "lastModified", "version", "deleted", "deprecated", "archived", "site");
        part.reportIgnored(nothing, "includeInSnippet", "clientSideAvailability", "clientSide", "variationJsonSchema");
        part.reportIgnored(
                nothing, "customProperties", "goalIds", "experiments", "defaults", "access", "environmentName");
        part.reportIgnored(nothing, "trackEvents", "trackEventsFallthrough", "debugEventsUntilDate", "environmentKey");
        part.reportIgnored("percentages are not imported", "salt", "sel");
        part.reportIgnored("event sampling", "samplingRatio", "excludeFromSummaries");
        part.reportIgnored("use a guarded change for migrations", "migration", "migrationSettings");
    }
}
