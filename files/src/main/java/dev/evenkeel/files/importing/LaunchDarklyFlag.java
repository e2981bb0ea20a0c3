// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.importing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One flag of LaunchDarkly in one environment.
final class LaunchDarklyFlag {
    private static final String PERCENTAGE =
            "LaunchDarkly splits by SHA-1: everybody would be put into groups anew. End the rollout there, or start one here";

    private final Part part;
    private final Part environment;
    private final Variations variations = new Variations();

    /// @param part the flag
    /// @param environment what is particular to the environment; the flag itself in an SDK's data file
    LaunchDarklyFlag(Part part, Part environment) {
        this.part = part;
        this.environment = environment;
        part.elements("variations").forEach(each -> {
            if (each.isObject() && each.names("value")) {
                variations.add(each.text("name"), each.member("value").whole());
                each.leaveOut("it decides nothing", "_id", "description");
            } else {
                variations.add(null, each.whole());
            }
            each.taken("variation " + variations.name(variations.values().size() - 1));
        });
    }

    Part part() {
        return part;
    }

    String key() {
        return part.text("key", part.name());
    }

    Variations variations() {
        return variations;
    }

    /// The flag, or null when it cannot be written down.
    @Nullable
    DraftFlag convert(LaunchDarklyClauses clauses) {
        int before = part.export().refusals();
        var flag = new DraftFlag(key(), part.place());
        List<JsonNode> cases = new ArrayList<>();
        environment.elements("targets").forEach(target -> target(target, cases));
        environment.elements("contextTargets").forEach(target -> target(target, cases));
        environment.elements("rules").forEach(rule -> rule(rule, clauses, cases));
        JsonNode rule = Logic.choose(cases, served(environment.member("fallthrough")));
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
            flag.targeting(Logic.asObject(rule));
        }
        if (part.export().refusals() > before) {
            flag.disableFor(part);
        } else {
            state(flag);
        }
        return flag;
    }

    List<Part> prerequisites() {
        return environment.elements("prerequisites");
    }

    /// The variant for when the flag is off; null when it is left to the code.
    @Nullable
    String off() {
        return variations.name(environment.number("offVariation", -1));
    }

    private void target(Part target, List<JsonNode> cases) {
        List<String> keys = target.texts("values");
        JsonNode served = served(target);
        cases.add(Logic.in(LaunchDarklyContext.key(target.text("contextKind", "")), keys));
        cases.add(served);
        target.taken("target");
    }

    private void rule(Part rule, LaunchDarklyClauses clauses, List<JsonNode> cases) {
        rule.leaveOut("it decides nothing", "_id", "id", "ref", "description", "trackEvents", "_generation");
        int before = part.export().refusals();
        cases.add(clauses.all(rule.elements("clauses")));
        cases.add(served(rule));
        rule.settle("rule", before);
    }

    /// The variant that a target, a rule or the fallthrough gives.
    private JsonNode served(Part from) {
        int index = from.has("rollout") ? whole(from.member("rollout")) : from.number("variation", -1);
        String name = variations.name(index);
        if (name != null) {
            return Logic.text(name);
        }
        if (!from.has("rollout")) {
            from.refused(from.name(), "it names no variation of the flag");
        }
        return Logic.NULL;
    }

    /// The only variation of a rollout that has weight; -1 when the rollout is refused.
    private static int whole(Part rollout) {
        List<Part> weighted = rollout.elements("variations").stream()
                .filter(each -> each.number("weight", 0) > 0)
                .toList();
        rollout.whole();
        if (weighted.size() == 1 && !rollout.text("kind", "rollout").equals("experiment")) {
            rollout.changed("rollout", "all of it goes to one variation, which is served to all");
            return weighted.getFirst().number("variation", -1);
        }
        rollout.refused("rollout", PERCENTAGE);
        return -1;
    }

    private void state(DraftFlag flag) {
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

    private void describe(DraftFlag flag) {
        flag.metadata("description", part.member("description").whole());
        for (String name : List.of("name", "kind", "temporary", "maintainerId")) {
            if (part.names(name)) {
                flag.metadata("launchdarkly." + name, part.member(name).whole());
                part.member(name).changed(name, "kept as metadata launchdarkly." + name + "; it decides nothing here");
            }
        }
        if (part.has("tags")) {
            flag.metadata("launchdarkly.tags", Logic.text(String.join(", ", part.texts("tags"))));
            part.member("tags").changed("tags", "kept as metadata launchdarkly.tags");
        }
        leaveOut(part);
        if (!environment.place().equals(part.place())) {
            leaveOut(environment);
        }
    }

    private static void leaveOut(Part part) {
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
