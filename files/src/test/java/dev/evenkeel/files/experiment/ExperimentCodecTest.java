// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.SplitPart;
import dev.evenkeel.engine.experiment.Better;
import dev.evenkeel.engine.experiment.DecisionRule;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.Goal;
import dev.evenkeel.engine.experiment.GoalKind;
import dev.evenkeel.files.json.Faults;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ExperimentCodecTest {
    private static List<SplitPart> halves() {
        return List.of(new SplitPart("blue", Percent.parse("50")), new SplitPart("green", Percent.parse("50")));
    }

    @Test
    void whatIsLeftOutIsUsual() {
        ExperimentPlan plan = ExperimentCodec.decode("""
                {"variants": [{"variant": "blue", "share": 50}, {"variant": "green", "share": 50}],
                 "goals": [{"metric": "checkout"}]}""");
        assertThat(plan)
                .isEqualTo(new ExperimentPlan(
                        halves(),
                        List.of(new Goal("checkout", GoalKind.CONVERSION, 1, Better.HIGHER)),
                        0.05,
                        new DecisionRule(0, 0, Duration.ofDays(28)),
                        Duration.ofDays(1),
                        50_000,
                        null));
    }

    @Test
    void readsWhatItWrites() {
        var plan = new ExperimentPlan(
                halves(),
                List.of(
                        new Goal("checkout", GoalKind.CONVERSION, 1, Better.HIGHER),
                        new Goal("basket", GoalKind.VALUE, 250, Better.HIGHER),
                        new Goal(Goal.CALL, GoalKind.DURATION, 2_000, Better.LOWER)),
                0.01,
                new DecisionRule(0.005, -0.0025, Duration.ofDays(14)),
                Duration.ofHours(6),
                200_000,
                "ordersBefore");
        String json = ExperimentCodec.encode(plan);
        assertThat(ExperimentCodec.decode(json)).isEqualTo(plan);
        assertThat(json).contains("\"confidence\":99,", "\"shipAbove\":0.5,", "\"stopBelow\":-0.25,");
    }

    @Test
    void tellsEveryFaultAtItsPlace() {
        var faults = new Faults();
        String json = """
                {"variants": [{"variant": "blue", "share": 50, "weight": 1}, {"variant": "green", "share": "half"}],
                 "goals": {}, "confidence": 5, "window": "a day", "later": 1}""";
        assertThat(ExperimentCodec.read(JsonMapper.shared().readTree(json), "/plan", faults))
                .isNull();
        assertThat(faults.all())
                .extracting(Faults.Fault::pointer)
                .contains(
                        "/plan/variants/0/weight",
                        "/plan/variants/1/share",
                        "/plan/goals",
                        "/plan/confidence",
                        "/plan/window",
                        "/plan/later");
        ExperimentCodec.read(null, "/plan", faults);
    }
}
