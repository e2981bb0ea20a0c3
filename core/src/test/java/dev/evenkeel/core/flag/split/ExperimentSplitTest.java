// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ExperimentSplitTest {
    private static final String AUTHORED = """
            {"flags": {"button": {"state": "ENABLED", "defaultVariant": "blue",
              "variants": {"blue": "b", "green": "g", "red": "r"},
              "targeting": {"if": [{"==": [{"var": "country"}, "CH"]}, "red", null]}}}}
            """;

    private static final ExperimentSplit SPLIT = split(List.of("checkout", "basket"));

    private static ExperimentSplit split(List<String> goals) {
        return new ExperimentSplit(
                "x-1",
                List.of(part("blue", "50"), part("green", "30"), part("red", "20")),
                "seed",
                7,
                goals,
                "ordersBefore");
    }

    private static VariantShare part(String variant, String share) {
        return new VariantShare(variant, Percent.parse(share));
    }

    private static FlagSnapshot delivered(ExperimentSplit split) {
        return FlagSnapshot.parse(FlagdDefinitionRenderer.render(AUTHORED, Map.of("button", split)), 8);
    }

    @Test
    void roundTripsThroughFlagDefinition() {
        assertThat(delivered(SPLIT).findSplit("button")).isEqualTo(SPLIT);
        assertThat(delivered(split(List.of())).findSplit("button")).isEqualTo(split(List.of()));
        assertThat(delivered(SPLIT).findRolloutSplit("button")).isNull();
    }

    @Test
    void splitsBySharesAfterAuthoredTargeting() {
        FlagSnapshot flags = delivered(SPLIT);
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            Evaluation evaluation = flags.evaluate("button", EvaluationContext.of("user-" + i), 0);
            assertThat(evaluation.bySplit()).isTrue();
            seen.merge(Objects.requireNonNull(evaluation.variant()), 1, Integer::sum);
        }
        assertThat(seen.getOrDefault("blue", 0) / 20_000.0).isCloseTo(0.5, within(0.015));
        assertThat(seen.getOrDefault("green", 0) / 20_000.0).isCloseTo(0.3, within(0.015));
        assertThat(seen.getOrDefault("red", 0) / 20_000.0).isCloseTo(0.2, within(0.015));
        Evaluation swiss =
                flags.evaluate("button", EvaluationContext.of("user-1").with("country", "CH"), 0);
        assertThat(swiss.variant()).isEqualTo("red");
        assertThat(swiss.bySplit()).isFalse();
    }

    @Test
    void evaluatesLikePlainFlagdRule() {
        String plain = FlagdDefinitionRenderer.render(AUTHORED, Map.of("button", SPLIT))
                .replace("evenkeel.", "other.");
        FlagSnapshot general = FlagSnapshot.parse(plain, 8);
        assertThat(general.findSplit("button")).isNull();
        for (int i = 0; i < 2_000; i++) {
            EvaluationContext context = EvaluationContext.of("user-" + i);
            assertThat(general.evaluate("button", context, 0).variant())
                    .isEqualTo(delivered(SPLIT).evaluate("button", context, 0).variant());
        }
    }

    @Test
    void ignoresExperimentMetadataThatDoesNotMatchTargeting() {
        String edited = FlagdDefinitionRenderer.render(AUTHORED, Map.of("button", SPLIT));
        assertThat(FlagSnapshot.parse(edited.replace("5000", "5001"), 8).findSplit("button"))
                .isNull();
        assertThat(FlagSnapshot.parse(Json.of("""
                                        {'flags':{'a':{'state':'ENABLED','variants':{'on':true},\
                                        'targeting':{'if':[]},'metadata':{'evenkeel.experiment':'x',\
                                        'evenkeel.seed':'s','evenkeel.revision':1,'evenkeel.goals':''}}}}"""), 8).findSplit("a")).isNull();
    }

    @Test
    void rejectsInvalidShares() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ExperimentSplit("x", List.of(part("a", "50"), part("b", "40")), "s", 1, List.of(), null))
                .withMessageContaining("must sum to 100%");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ExperimentSplit("x", List.of(part("a", "50"), part("a", "50")), "s", 1, List.of(), null))
                .withMessageContaining("distinct variants");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ExperimentSplit("x", List.of(part("a", "100"), part("b", "0")), "s", 1, List.of(), null))
                .withMessageContaining("above 0%");
    }

    @Test
    void rejectsVariantsThatFlagDoesNotHave() {
        var other =
                new ExperimentSplit("x-1", List.of(part("blue", "50"), part("pink", "50")), "s", 1, List.of(), null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlagdDefinitionRenderer.render(AUTHORED, Map.of("button", other)))
                .withMessageContaining("experiment x-1: flag \"button\" has no variant \"pink\"");
    }
}
