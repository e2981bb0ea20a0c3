// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.VariantShare;
import dev.evenkeel.engine.experiment.ExperimentDecisionRule;
import dev.evenkeel.engine.experiment.ExperimentGoal;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.GoalKind;
import dev.evenkeel.engine.experiment.ImprovementDirection;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ExperimentPlanCodecTest {
    private static List<VariantShare> halves() {
        return List.of(new VariantShare("blue", Percent.parse("50")), new VariantShare("green", Percent.parse("50")));
    }

    @Test
    void appliesDefaultsToMissingFields() {
        ExperimentPlan plan = ExperimentPlanCodec.decode("""
                {"variants": [{"variant": "blue", "share": 50}, {"variant": "green", "share": 50}],
                 "goals": [{"metric": "checkout"}]}""");
        assertThat(plan)
                .isEqualTo(new ExperimentPlan(
                        halves(),
                        List.of(new ExperimentGoal("checkout", GoalKind.CONVERSION, 1, ImprovementDirection.HIGHER)),
                        BigDecimal.valueOf(95),
                        new ExperimentDecisionRule(0, 0, Duration.ofDays(28)),
                        Duration.ofDays(1),
                        50_000,
                        null));
    }

    @Test
    void roundTripsPlan() {
        var plan = new ExperimentPlan(
                halves(),
                List.of(
                        new ExperimentGoal("checkout", GoalKind.CONVERSION, 1, ImprovementDirection.HIGHER),
                        new ExperimentGoal("basket", GoalKind.VALUE, 250, ImprovementDirection.HIGHER),
                        new ExperimentGoal(ExperimentGoal.CALL, GoalKind.DURATION, 2_000, ImprovementDirection.LOWER)),
                BigDecimal.valueOf(99),
                new ExperimentDecisionRule(0.5, -0.25, Duration.ofDays(14)),
                Duration.ofHours(6),
                200_000,
                "ordersBefore");
        String json = ExperimentPlanCodec.encode(plan);
        assertThat(ExperimentPlanCodec.decode(json)).isEqualTo(plan);
        assertThat(json)
                .contains(Json.of("'confidence':99,"), Json.of("'shipAbove':0.5,"), Json.of("'stopBelow':-0.25,"));
    }

    @Test
    void reportsAllErrorsWithPointers() {
        var errors = new ValidationErrors();
        String json = """
                {"variants": [{"variant": "blue", "share": 50, "weight": 1}, {"variant": "green", "share": "half"}],
                 "goals": {}, "confidence": 5, "window": "a day", "later": 1}""";
        assertThat(ExperimentPlanCodec.parse(JsonMapper.shared().readTree(json), "/plan", errors))
                .isNull();
        assertThat(errors.toList())
                .extracting(ValidationError::pointer)
                .contains(
                        "/plan/variants/0/weight",
                        "/plan/variants/1/share",
                        "/plan/goals",
                        "/plan/confidence",
                        "/plan/window",
                        "/plan/later");
        ExperimentPlanCodec.parse(null, "/plan", errors);
    }
}
