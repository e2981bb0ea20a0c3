// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.json.JsonDocument;
import dev.evenkeel.json.Json;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlagdDefinitionRendererTest {
    private static final RolloutSplit SPLIT = new RolloutSplit(
            "r-7", "classic", "modern", Percent.parse("25"), "seed-7", 41, Duration.ofSeconds(5), null, null);

    private static final String PLAIN = """
            {"$schema": "x", "metadata": {"flagSetId": "pay"}, "flags": {
              "core": {"state": "ENABLED", "variants": {"classic": 1.0, "modern": 2}, "defaultVariant": "classic",
                "metadata": {"owner": "payments"}, "description": "kept"},
              "other": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": "on"}}}
            """;

    private static final String TARGETED = PLAIN.replace(
            Json.of("'description': 'kept'"), Json.of("'targeting': {'if': [{'var': 'staff'}, 'modern', null]}"));

    @Test
    void rendersRolloutAsMetadataAndFractionalTargeting() {
        assertJson(FlagdDefinitionRenderer.render(PLAIN, Map.of("core", SPLIT)), """
                {"$schema": "x", "metadata": {"flagSetId": "pay"}, "flags": {
                  "core": {"state": "ENABLED", "variants": {"classic": 1.0, "modern": 2}, "defaultVariant": "classic",
                    "metadata": {"owner": "payments", "evenkeel.rollout": "r-7", "evenkeel.control": "classic",
                      "evenkeel.candidate": "modern", "evenkeel.exposure": 2500, "evenkeel.seed": "seed-7",
                      "evenkeel.revision": 41, "evenkeel.warmupMillis": 5000},
                    "description": "kept",
                    "targeting": {"if": [{"!": {"var": "targetingKey"}}, "classic",
                      {"fractional": [{"cat": ["seed-7:", {"var": "targetingKey"}]},
                        ["modern", 2500], ["classic", 7500]]}]}},
                  "other": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": "on"}}}
                """);
    }

    @Test
    void rendersSplitAfterAuthoredTargeting() {
        var delivered = FlagdDefinitionRenderer.render(TARGETED, Map.of("core", SPLIT));
        assertThat(delivered).contains(Json.of("""
                        {'if':[{'!==':[{'if':[{'var':'staff'},'modern',null]},null]},\
                        {'if':[{'var':'staff'},'modern',null]},{'!':{'var':'targetingKey'}},\
                        'classic',{'fractional':"""));
    }

    @Test
    void treatsEmptyTargetingAsNone() {
        var empty = TARGETED.replace(Json.of("{'if': [{'var': 'staff'}, 'modern', null]}"), "{}");
        assertThat(FlagdDefinitionRenderer.render(empty, Map.of("core", SPLIT)))
                .contains(Json.of("{'if':[{'!':{'var':'targetingKey'}},'classic',"));
    }

    @Test
    void preservesNumberFormat() {
        assertThat(FlagdDefinitionRenderer.render(PLAIN, Map.of("core", SPLIT)))
                .contains(Json.of("{'classic':1.0,'modern':2}"));
    }

    @Test
    void returnsDefinitionUnchangedWithoutRollout() {
        assertJson(FlagdDefinitionRenderer.render(TARGETED, Map.of()), TARGETED);
    }

    @Test
    void roundTripsRolloutSplit() {
        for (var definition : new String[] {PLAIN, TARGETED}) {
            var snapshot = FlagSnapshot.parse(FlagdDefinitionRenderer.render(definition, Map.of("core", SPLIT)), 50);
            assertThat(snapshot.findRolloutSplit("core")).isEqualTo(SPLIT);
            assertThat(snapshot.findRolloutSplit("other")).isNull();
            assertThat(snapshot.findRolloutSplit("absent")).isNull();
        }
    }

    @Test
    void ignoresRolloutMetadataWhenTargetingWasEdited() {
        var edited =
                FlagdDefinitionRenderer.render(PLAIN, Map.of("core", SPLIT)).replace("7500", "7400");
        assertThat(FlagSnapshot.parse(edited, 50).findRolloutSplit("core")).isNull();
    }

    @Test
    void reportsAllInvalidSplitsAtOnce() {
        var misfit = new RolloutSplit("r-8", "old", "modern", Percent.ALL, "s", 1, Duration.ZERO, null, null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlagdDefinitionRenderer.render(PLAIN, Map.of("core", misfit, "absent", SPLIT)))
                .withMessageContaining("flag \"core\" has no variant \"old\"; variants are [classic, modern]")
                .withMessageContaining("flag \"absent\" does not exist; flags are [core, other]");
    }

    @Test
    void rejectsReservedMetadataNames() {
        var delivered = FlagdDefinitionRenderer.render(PLAIN, Map.of("core", SPLIT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlagdDefinitionRenderer.render(delivered, Map.of("core", SPLIT)))
                .withMessageContaining("metadata \"evenkeel.rollout\"; names that begin with");
    }

    @Test
    void rejectsInvalidDefinition() {
        assertThatExceptionOfType(InvalidDefinitionException.class)
                .isThrownBy(() ->
                        FlagdDefinitionRenderer.render(Json.of("{'flags': {'core': {}}}"), Map.of("core", SPLIT)));
    }

    @Test
    void rejectsInvalidRolloutSplits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RolloutSplit("r", "a", "a", Percent.NONE, "s", 1, Duration.ZERO, null, null))
                .withMessageContaining("both are \"a\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RolloutSplit(" ", "a", "b", Percent.NONE, "s", 1, Duration.ZERO, null, null))
                .withMessageContaining("rollout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RolloutSplit("r", "a", "b", Percent.NONE, "s", 0, Duration.ZERO, null, null))
                .withMessageContaining("got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new RolloutSplit("r", "a", "b", Percent.NONE, "s", 1, Duration.ofNanos(1), null, null))
                .withMessageContaining("warmUp");
    }

    private static void assertJson(String actual, String expected) {
        assertThat(JsonDocument.parse(actual).root().toJava())
                .isEqualTo(JsonDocument.parse(expected).root().toJava());
    }
}
