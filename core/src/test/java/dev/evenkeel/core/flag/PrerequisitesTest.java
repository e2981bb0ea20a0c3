// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PrerequisitesTest {
    private static final int UNITS = 2_000;

    @Test
    void servesOtherwiseVariantUntilPrerequisiteIsMet() {
        var definition = flags("""
                "ledger": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                    "targeting": {"if": [{"==": [{"var": "country"}, "CH"]}, "on"]}},
                "core": {"state": "ENABLED", "variants": {"new": 1, "old": 0, "none": -1}, "defaultVariant": "new",
                    "prerequisites": [{"flag": "ledger", "variant": "on", "otherwise": "old"}]}
                """);

        assertThat(variant(definition, "core", Map.of("country", "CH"))).isEqualTo("new");
        assertThat(variant(definition, "core", Map.of("country", "DE"))).isEqualTo("old");
        assertThat(variant(definition, "core", Map.of())).isEqualTo("old");
    }

    @Test
    void servesDefaultVariantWhenOtherwiseIsMissing() {
        var definition = flags("""
                "a": {"state": "DISABLED", "variants": {"on": true}, "defaultVariant": "on"},
                "b": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                    "targeting": {"if": [true, "on"]}, "prerequisites": [{"flag": "a", "variant": "on"}]}
                """);

        assertThat(variant(definition, "b", Map.of())).as("a is disabled").isEqualTo("off");
    }

    @Test
    void comparesWithDefaultVariantOfPrerequisite() {
        var definition = flags("""
                "a": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "on",
                    "targeting": {"if": [{"var": "out"}, "off"]}},
                "b": {"state": "ENABLED", "variants": {"x": "x", "y": "y"}, "defaultVariant": "x",
                    "prerequisites": [{"flag": "a", "variant": "on", "otherwise": "y"}]}
                """);

        assertThat(variant(definition, "b", Map.of())).isEqualTo("x");
        assertThat(variant(definition, "b", Map.of("out", true))).isEqualTo("y");
    }

    @Test
    void matchesPrerequisiteVariantsGivenAsBooleansOrNumbers() {
        var definition = flags("""
                "truth": {"state": "ENABLED", "variants": {"true": true, "false": false},
                    "targeting": {"==": [{"var": "a"}, 1]}},
                "number": {"state": "ENABLED", "variants": {"1": "one", "2": "two"}, "targeting": {"+": [{"var": "a"}]}},
                "b": {"state": "ENABLED", "variants": {"x": "x", "y": "y", "z": "z"}, "defaultVariant": "x",
                    "prerequisites": [{"flag": "truth", "variant": "true", "otherwise": "y"},
                                      {"flag": "number", "variant": "1", "otherwise": "z"}]}
                """);

        assertThat(variant(definition, "b", Map.of("a", 1))).isEqualTo("x");
        assertThat(variant(definition, "b", Map.of("a", 2))).isEqualTo("y");
    }

    /// A prerequisite is evaluated with its own splits, whichever flag requires it.
    @Test
    void agreesWithPrerequisiteForEveryUnit() {
        var definition = flags(
                """
                "implicit": {"state": "ENABLED", "variants": {"on": 1, "off": 0}, "defaultVariant": "off",
                    "targeting": {"fractional": [["on", 50], ["off", 50]]}},
                "byMail": {"state": "ENABLED", "variants": {"on": 1, "off": 0}, "defaultVariant": "off",
                    "targeting": {"fractional": [{"var": "mail"}, ["on", 50], ["off", 50]]}},
                "shared": {"state": "ENABLED", "variants": {"on": 1, "off": 0}, "defaultVariant": "off",
                    "targeting": {"if": [{"$ref": "half"}, "on", "off"]}},
                "named": {"state": "ENABLED", "variants": {"on": 1, "off": 0}, "defaultVariant": "off",
                    "targeting": {"if": [{"==": [{"var": "$flagd.flagKey"}, "named"]}, "on"]}},
                "listed": {"state": "ENABLED", "variants": {"on": 1, "off": 0}, "defaultVariant": "off",
                    "targeting": {"if": [{"some": [{"var": "groups"}, {"==": [{"var": ""}, "x"]}]}, "on"]}},
                %s
                """.formatted(flagWithPrerequisite("implicit")
                        + flagWithPrerequisite("byMail")
                        + flagWithPrerequisite("shared")
                        + flagWithPrerequisite("named")
                        + flagWithPrerequisite("listed")
                        + flagWithPrerequisite("again-implicit")
                        + Json.of("'last': {'state': 'DISABLED', 'variants': {'on': 1}}")),
                """
                "$evaluators": {"half": {"==": [{"fractional": [["h", 50], ["t", 50]]}, "h"]}},
                """);

        var flags = FlagSnapshot.parse(definition, 1);
        for (var prerequisite : new String[] {"implicit", "byMail", "shared", "named", "listed", "again-implicit"}) {
            for (int unit = 0; unit < UNITS; unit++) {
                Map<String, Object> context = Map.of(
                        "targetingKey",
                        "u" + unit,
                        "mail",
                        unit % 3 == 0 ? (Object) unit : "m" + unit,
                        "groups",
                        List.of("x"));
                var expected = "on".equals(variant(flags, prerequisite, context)) ? "on" : "off";
                assertThat(variant(flags, "again-" + prerequisite, context))
                        .as(prerequisite + " " + unit)
                        .isEqualTo(expected);
            }
            assertThat(variant(flags, "again-" + prerequisite, Map.of("mail", 7)))
                    .as(prerequisite + " without targeting key")
                    .isEqualTo("on".equals(variant(flags, prerequisite, Map.of("mail", 7))) ? "on" : "off");
        }
    }

    @Test
    void respectsRunningRolloutOfPrerequisite() {
        var definition = flags("""
                "ledger": {"state": "ENABLED", "variants": {"new": 1, "old": 0}, "defaultVariant": "old"},
                "core": {"state": "ENABLED", "variants": {"on": 1, "off": 0}, "defaultVariant": "on",
                    "prerequisites": [{"flag": "ledger", "variant": "new", "otherwise": "off"}]}
                """);
        var rolloutSplit = split("r-1", "old", "new", "seed-1");
        var core = split("r-2", "off", "on", "seed-2");

        var one = FlagSnapshot.parse(FlagdDefinitionRenderer.render(definition, Map.of("ledger", rolloutSplit)), 1);
        var both = FlagSnapshot.parse(
                FlagdDefinitionRenderer.render(definition, Map.of("ledger", rolloutSplit, "core", core)), 1);

        int exposed = 0;
        for (int unit = 0; unit < UNITS; unit++) {
            var context = EvaluationContext.of("u" + unit);
            boolean onNew = "new".equals(one.evaluate("ledger", context, 0).variant());
            assertThat(one.evaluate("core", context, 0).variant()).isEqualTo(onNew ? "on" : "off");
            assertThat(both.evaluate("core", context, 0).bySplit()).isEqualTo(onNew);
            exposed += onNew ? 1 : 0;
        }
        assertThat(exposed).isBetween(UNITS / 3, 2 * UNITS / 3);
        assertThat(both.findRolloutSplit("core")).isEqualTo(core);
    }

    @Test
    void rendersPrerequisitesAndSchedulesAsPlainTargeting() {
        var delivered = FlagdDefinitionRenderer.render(flags("""
                "a": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": "on"},
                "b": {"state": "ENABLED", "variants": {"x": 1.0, "y": 1e0}, "defaultVariant": "x",
                    "prerequisites": [{"flag": "a", "variant": "on"}],
                    "schedule": [{"at": "2027-01-31T09:00:00Z", "serve": "y"}]}
                """), Map.of());

        assertThat(delivered)
                .doesNotContain("prerequisites", "schedule")
                .contains(Json.of("'x':1.0,'y':1e0"), "1801386000");
    }

    @Test
    void reportsAllInvalidPrerequisitesAtOnce() {
        var problems = problems("""
                "a": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": "on",
                    "prerequisites": [{"flag": "b", "variant": "on"}]},
                "b": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": "on",
                    "prerequisites": [{"flag": "c", "variant": "on"}]},
                "c": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": "on",
                    "prerequisites": [{"flag": "a", "variant": "on"}, {"flag": "c", "variant": "on"}]},
                "d": {"state": "ENABLED", "variants": {"on": true},
                    "prerequisites": [{"flag": "nobody", "variant": "on", "otherwise": "off"}, {"flag": "a", "variant": "of"},
                        {"flag": "a", "variant": "on", "else": 1, "otherwise": "on"}, 7]},
                "e": {"state": "ENABLED", "variants": {"on": true}, "prerequisites": {}}
                """);

        assertThat(problems)
                .contains("/flags/c/prerequisites: prerequisites form a cycle: a -> b -> c -> a")
                .contains("/flags/c/prerequisites/1/flag: flag \"c\" is its own prerequisite")
                .contains("/flags/d/prerequisites/0/flag: flag \"nobody\" does not exist")
                .contains("/flags/d/prerequisites/0/otherwise: flag \"d\" has no variant \"off\"")
                .contains("/flags/d/prerequisites/1/variant: flag \"a\" has no variant \"of\"")
                .contains("/flags/d/prerequisites/1: no variant is defined for the case that the prerequisite")
                .contains("/flags/d/prerequisites/2/else: unknown field \"else\"")
                .contains("/flags/d/prerequisites/3: a prerequisite must have a flag and a variant")
                .contains("/flags/e/prerequisites: \"prerequisites\" must be an array, got an object");
    }

    @Test
    void rejectsTooLargePrerequisiteChains() {
        var chain = new StringBuilder(Json.of("""
                'f0': {'state': 'ENABLED', 'variants': {'on': 1, 'off': 0}, 'defaultVariant': 'on',\
                 'targeting': {'if': [{'var': 'x'}, 'off']}}"""));
        for (int i = 1; i < 40; i++) {
            chain.append(Json.of("""
                            , 'f%d': {'state': 'ENABLED', 'variants': {'on': 1, 'off': 0},\
                             'defaultVariant': 'on', 'prerequisites': [{'flag': 'f%d', 'variant': 'on',\
                             'otherwise': 'off'}]}""", i, i - 1));
        }

        assertThat(problems(chain.toString())).contains("including the rules of its prerequisites, has more than");
    }

    private static String flagWithPrerequisite(String flag) {
        return """
                "again-%1$s": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "on",
                    "prerequisites": [{"flag": "%1$s", "variant": "on", "otherwise": "off"}]},
                """.formatted(flag);
    }

    private static RolloutSplit split(String rollout, String control, String candidate, String seed) {
        return new RolloutSplit(rollout, control, candidate, new Percent(5_000), seed, 1, Duration.ZERO, null, null);
    }

    private static String flags(String flags) {
        return flags(flags, "");
    }

    private static String flags(String flags, String rest) {
        return Json.of("{%s'flags': {%s}}", rest, flags);
    }

    private static @Nullable String variant(String definition, String key, Map<String, Object> context) {
        return variant(FlagSnapshot.parse(definition, 1), key, context);
    }

    private static @Nullable String variant(FlagSnapshot flags, String key, Map<String, Object> context) {
        return flags.evaluate(key, EvaluationContext.of(context), 0).variant();
    }

    private static String problems(String flags) {
        var error = catchThrowableOfType(InvalidDefinitionException.class, () -> FlagSnapshot.parse(flags(flags), 1));
        return String.valueOf(error.getMessage());
    }
}
