// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.rollout.RolloutPlan;
import dev.evenkeel.files.plan.Faults.Fault;
import dev.evenkeel.flag.Percent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class PlanCodecTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void readsWhatItWrites() {
        for (RolloutPlan plan : List.of(
                RolloutPlan.fast(), RolloutPlan.standard(), RolloutPlan.fast().startingAt(new Percent(250)))) {
            assertThat(PlanCodec.decode(PlanCodec.encode(plan))).isEqualTo(plan);
        }
    }

    @Test
    void writesPercentagesAndDurationsForPeople() {
        assertThat(PlanCodec.encode(RolloutPlan.fast()))
                .contains("{\"exposure\":1,\"dwell\":\"PT10S\"}")
                .contains("{\"exposure\":100,\"dwell\":\"PT10S\"}")
                .contains("\"toleratedExtra\":0.5")
                .contains("\"warmUp\":\"PT5S\"");
    }

    @Test
    void takesTheNameOfATemplate() {
        assertThat(read("\"fast\"", new Faults())).isEqualTo(RolloutPlan.fast());
        assertThat(read("\"standard\"", new Faults())).isEqualTo(RolloutPlan.standard());
    }

    @Test
    void takesWhatIsLeftOutFromTheTemplate() {
        assertThat(read("{\"template\":\"fast\",\"alpha\":0.02}", new Faults()))
                .returns(0.02, RolloutPlan::alpha)
                .returns(RolloutPlan.fast().steps(), RolloutPlan::steps);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"quick\"", "{\"template\":\"quick\"}", "17", "[]", "{\"alpha\":\"0.01\"}"})
    void refusesWhatIsNoPlan(String json) {
        var faults = new Faults();

        assertThat(read(json, faults)).isNull();
        assertThat(faults.all()).hasSize(1);
    }

    @Test
    void findsEverythingThatIsWrong() {
        var faults = new Faults();

        RolloutPlan plan = read("""
                {"alpha":0.7,"advanceAlpha":-1,"warmUp":"soon","seedSample":5,
                 "steps":[{"exposure":0},{"exposure":20},{"exposure":10},{"exposure":120},{"exposure":1.234}],
                 "blindness":{"noDataAfter":"PT0S"}}
                """, faults);

        assertThat(plan).isNull();
        assertThat(faults.all())
                .extracting(Fault::pointer)
                .containsExactlyInAnyOrder(
                        "/plan/seedSample",
                        "/plan/steps/0/exposure",
                        "/plan/steps/2/exposure",
                        "/plan/steps/3/exposure",
                        "/plan/steps/4/exposure",
                        "/plan/alpha",
                        "/plan/advanceAlpha",
                        "/plan/warmUp",
                        "/plan/blindness/noDataAfter");
        assertThat(faults.all()).allSatisfy(fault -> {
            assertThat(fault.message()).isNotBlank();
            assertThat(fault.remedy()).isNotBlank();
        });
    }

    private static @Nullable RolloutPlan read(String json, Faults faults) {
        return PlanCodec.read(JSON.readTree(json), "/plan", faults);
    }
}
