// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One flag of LaunchDarkly in one environment.
final class LaunchDarklyFlagConverter {
    private static final String PERCENTAGE =
            "LaunchDarkly splits by SHA-1: everybody would be put into groups anew. End the rollout there, or start one here";

    private static final int WHOLE = 100_000;

    private final ExportNode part;
    private final ExportNode environment;
    private final ImportedVariations variations = new ImportedVariations();

    /// @param part the flag
    /// @param environment what is particular to the environment; the flag itself in an SDK's data file
    LaunchDarklyFlagConverter(ExportNode part, ExportNode environment) {
        this.part = part;
        this.environment = environment;
        boolean described = !environment.place().equals(part.place());
        part.elements("variations").forEach(each -> {
            if (described && each.isObject() && each.names("value")) {
                variations.add(each.text("name"), each.member("value").whole());
                each.leaveOut("it decides nothing", "_id", "description");
            } else {
                variations.add(null, each.whole());
            }
            each.taken("variation " + variations.name(variations.values().size() - 1));
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

    /// The flag, or null when it cannot be written down.
    @Nullable
    ImportedFlagBuilder convert(LaunchDarklyClauseConverter clauses) {
        var flag = new ImportedFlagBuilder(key(), part.place());
        List<JsonNode> cases = new ArrayList<>();
        targets(cases);
        environment.elements("rules").forEach(rule -> rule(rule, clauses, cases));
        JsonNode rule = JsonLogicBuilder.choose(cases, served(environment.member("fallthrough")));
        environment.member("fallthrough").refuseTheRest();
        describe(flag);
        if (variations.problem() != null) {
            part.refused("flag " + key(), "left out: " + variations.problem());
            return null;
        }
        variations.addTo(flag);
        if (rule.isString()) {
            flag.defaultVariant(rule.asString());
        } else {
            flag.defaultVariant(off());
            flag.targeting(JsonLogicBuilder.asObject(rule));
        }
        if (!part.export().refusedIn(part.place()).isEmpty()) {
            flag.disableFor(part);
        } else {
            state(flag);
        }
        return flag;
    }

    List<ExportNode> prerequisites() {
        return environment.elements("prerequisites");
    }

    /// The variant for when the flag is off; null when it is left to the code.
    @Nullable
    String off() {
        return variations.name(environment.number("offVariation", -1));
    }

    /// Where there are targets of contexts, they say the order; one of users stands for the target of the same
    /// variation in the list of users.
    private void targets(List<JsonNode> cases) {
        List<ExportNode> users = environment.elements("targets");
        List<ExportNode> contexts = environment.elements("contextTargets");
        if (contexts.isEmpty()) {
            users.forEach(target -> target(target, target.texts("values"), cases));
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
                target(target, values, cases);
            } else if (user == null || (!values.isEmpty() && !values.equals(user.texts("values")))) {
                target.refused("target", "it does not say the same as the target of users of its variation");
            } else {
                placed.add(user);
                target(target, user.texts("values"), cases);
            }
        }
        for (ExportNode user : users) {
            boolean matters = !user.texts("values").isEmpty();
            if (matters && !placed.contains(user)) {
                user.refused("target", "its place among \"contextTargets\" is missing, so its order is not known");
            } else {
                target(user, List.of(), cases);
            }
        }
    }

    private void target(ExportNode target, List<String> keys, List<JsonNode> cases) {
        String kind = target.text("contextKind", "");
        if (!LaunchDarklyAttribute.isReadable(kind)) {
            target.refused("target", "rules cannot read contexts of kind \"" + kind + "\"");
            return;
        }
        int before = part.export().refusals();
        JsonNode served = served(target);
        cases.add(JsonLogicBuilder.in(LaunchDarklyAttribute.key(kind), keys));
        cases.add(served);
        target.refuseTheRest();
        target.settle("target", before);
    }

    private void rule(ExportNode rule, LaunchDarklyClauseConverter clauses, List<JsonNode> cases) {
        rule.leaveOut("it decides nothing", "_id", "id", "ref", "description", "trackEvents", "_generation");
        int before = part.export().refusals();
        cases.add(clauses.all(rule.elements("clauses")));
        cases.add(served(rule));
        rule.refuseTheRest();
        rule.settle("rule", before);
    }

    /// The variant that a target, a rule or the fallthrough gives. A variation goes before a rollout.
    private JsonNode served(ExportNode from) {
        boolean divided = from.has("rollout") && !from.has("variation");
        int index = divided ? whole(from.member("rollout")) : from.number("variation", -1);
        String name = variations.name(index);
        if (name != null) {
            from.leaveOut("the variation goes before it", divided ? "variation" : "rollout");
            return JsonLogicBuilder.text(name);
        }
        if (!divided || index >= 0) {
            from.refused(from.name(), "it names no variation of the flag");
        }
        return JsonLogicBuilder.NULL;
    }

    /// The only variation of a rollout that has weight; -1 when the rollout is refused. The last one also gets
    /// what the weights leave over.
    private static int whole(ExportNode rollout) {
        List<ExportNode> all = rollout.elements("variations");
        List<ExportNode> weighted =
                all.stream().filter(each -> each.number("weight", 1) != 0).toList();
        rollout.whole();
        boolean everybody = weighted.size() == 1
                && (weighted.getFirst().number("weight", 0) >= WHOLE
                        || weighted.getFirst().place().equals(all.getLast().place()));
        boolean readable = rollout.text("bucketBy", "key").matches("[A-Za-z0-9_ -]+");
        if (everybody && readable && !rollout.text("kind", "rollout").equals("experiment")) {
            rollout.changed("rollout", "all of it goes to one variation, which is served to all");
            return weighted.getFirst().number("variation", -1);
        }
        rollout.refused("rollout", PERCENTAGE);
        return -1;
    }

    private void state(ImportedFlagBuilder flag) {
        if (environment.isTrue("on")) {
            part.taken("flag " + key());
            return;
        }
        flag.disable();
        int off = environment.number("offVariation", -1);
        if (variations.name(off) == null) {
            part.taken("flag " + key());
        } else {
            part.changed(
                    "flag " + key(),
                    "is disabled: LaunchDarkly serves " + variations.values().get(off)
                            + ", a disabled flag here leaves it to the default in code; give that value there");
        }
    }

    private void describe(ImportedFlagBuilder flag) {
        flag.metadata("description", part.member("description").whole());
        for (String name : List.of("name", "kind", "temporary", "maintainerId")) {
            if (part.names(name)) {
                flag.metadata("launchdarkly." + name, part.member(name).whole());
                part.member(name).changed(name, "kept as metadata launchdarkly." + name + "; it decides nothing here");
            }
        }
        if (part.has("tags")) {
            flag.metadata("launchdarkly.tags", JsonLogicBuilder.text(String.join(", ", part.texts("tags"))));
            part.member("tags").changed("tags", "kept as metadata launchdarkly.tags");
        }
        leaveOut(part);
        if (!environment.place().equals(part.place())) {
            leaveOut(environment);
        }
    }

    private static void leaveOut(ExportNode part) {
        String nothing = "it decides nothing";
        part.leaveOut(nothing, "_links", "_version", "_maintainer", "_site", "_environmentName", "_access", "_summary");
        part.leaveOut(nothing, "creationDate", "lastModified", "version", "deleted", "deprecated", "archived", "site");
        part.leaveOut(nothing, "includeInSnippet", "clientSideAvailability", "clientSide", "variationJsonSchema");
        part.leaveOut(nothing, "customProperties", "goalIds", "experiments", "defaults", "access", "environmentName");
        part.leaveOut(nothing, "trackEvents", "trackEventsFallthrough", "debugEventsUntilDate", "environmentKey");
        part.leaveOut("percentages are not taken over", "salt", "sel");
        part.leaveOut("it samples events", "samplingRatio", "excludeFromSummaries");
        part.leaveOut("migrations are guarded changes here", "migration", "migrationSettings");
    }
}
