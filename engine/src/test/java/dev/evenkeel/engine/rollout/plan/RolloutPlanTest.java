// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.Clause;
import dev.evenkeel.engine.rollout.guardrail.RolloutGuardrailEvaluators;
import dev.evenkeel.engine.validation.InvalidDocumentException;
import dev.evenkeel.engine.validation.ValidationError;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RolloutPlanTest {
    private static final RolloutPlan FAST = RolloutPlan.fast();

    @Test
    @Clause("GUARD-1")
    void reportsAllProblemsAtOnce() {
        var broken = catchThrowableOfType(
                InvalidDocumentException.class,
                () -> new RolloutPlan(
                        " ",
                        List.of(step("5"), step("5"), new RolloutStep(Percent.parse("1"), Duration.ofSeconds(-1))),
                        0.5,
                        0,
                        Duration.ofSeconds(-1),
                        Duration.ZERO,
                        new Guardrails(
                                new ErrorGuardrail(0.5, 0.9, 0, Percent.NONE, Percent.NONE),
                                List.of(
                                        new LatencyGuardrail(1, 0.1, 1, 1, Percent.NONE),
                                        new LatencyGuardrail(1, 0, 1, 1.1, Percent.NONE)),
                                null),
                        0,
                        MissingDataLimits.of(Duration.ofSeconds(10), Duration.ofSeconds(10), Percent.NONE),
                        Duration.ZERO,
                        new SharedIncidentPolicy(Percent.parse("90"), Duration.ZERO),
                        new RolloutTimeLimits(Duration.ZERO, Duration.ofSeconds(-1), DeadlineAction.HOLD),
                        List.of(" "),
                        LocalBreakerPolicy.DEFAULT,
                        null));

        assertThat(broken.errors())
                .extracting(ValidationError::pointer)
                .containsExactlyInAnyOrder(
                        "/name",
                        "/steps/1/exposure",
                        "/steps/2/exposure",
                        "/steps/2/dwell",
                        "/alpha",
                        "/advanceAlpha",
                        "/warmUp",
                        "/restartEvery",
                        "/guardrails/errors/rollbackRatio",
                        "/guardrails/errors",
                        "/guardrails/latency/0/quantile",
                        "/guardrails/latency/0/advanceRatio",
                        "/guardrails/latency/1/quantile",
                        "/guardrails/latency/1/weight",
                        "/guardrails/latency",
                        "/guardrails",
                        "/seedSamples",
                        "/blindness/rollBackAfter",
                        "/tickMaxAge",
                        "/incident/failureRate",
                        "/incident/stepBackAfter",
                        "/limits/step",
                        "/limits/step",
                        "/limits/rollout",
                        "/limits/rollout",
                        "/approvers");
        assertThat(broken).hasMessageContaining("exposure must grow from step to step, got 1% after 5%");
    }

    @Test
    void rejectsMoreThan100StepsAndDurationsOverOneYear() {
        List<RolloutStep> many = IntStream.rangeClosed(1, 101)
                .mapToObj(points -> new RolloutStep(new Percent(points), Duration.ofSeconds(Long.MAX_VALUE)))
                .toList();

        assertThatThrownBy(() -> RolloutPlanFixtures.with(FAST, many))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("must be at most 100 steps, got 101")
                .hasMessageContaining("must be a year (366 days) at most");
    }

    @Test
    @Clause("GUARD-1")
    void rejectsToleratedExtraNotBelowFirstExposure() {
        assertThatThrownBy(() -> withErrors(new ErrorGuardrail(0.6, 1, 0, Percent.parse("5"), Percent.NONE)))
                .hasMessageContaining("/guardrails/errors/toleratedExtra: must be below the exposure");
    }

    @Test
    @Clause("GUARD-2")
    void definesStepsAndLimitsOfFastPlan() {
        assertThat(FAST.steps())
                .extracting(step -> step.exposure().toString())
                .containsExactly("1%", "5%", "25%", "50%", "95%", "100%");
        assertThat(FAST.steps().get(4).dwell()).isEqualTo(Duration.ofSeconds(15));
        assertThat(FAST.steps().get(5).dwell()).isEqualTo(Duration.ofSeconds(10));
        assertThat(FAST.alpha()).isEqualTo(0.01);
        assertThat(FAST.advanceAlpha()).isEqualTo(0.05);
        assertThat(FAST.warmUp()).isEqualTo(Duration.ofSeconds(5));
        assertThat(FAST.guardrails().errors().toleratedExtra()).isEqualTo(Percent.parse("0.5"));
        assertThat(FAST.guardrails().errors().rollbackRatio()).isEqualTo(1);
        assertThat(RolloutPlan.standard().steps().get(4).dwell()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    @Clause("GUARD-2")
    void startsAtLaterExposure() {
        assertThat(FAST.fromExposure(Percent.parse("5")).steps())
                .hasSize(5)
                .first()
                .isEqualTo(FAST.steps().get(1));
        assertThat(FAST.fromExposure(Percent.NONE)).isEqualTo(FAST);
    }

    @Test
    @Clause("GUARD-3")
    void derivesMarginFromNextExposure() {
        assertThat(margin(0, FAST)).isEqualTo("failures < control + 10% of calls");
        assertThat(margin(1, FAST)).isEqualTo("failures < control + 2% of calls");
        assertThat(margin(3, FAST)).isEqualTo("failures < control + 0.526% of calls");
        assertThat(margin(1, RolloutPlan.standard())).isEqualTo("failures < 2x control + 0.2% of calls");
        var relative = withErrors(new ErrorGuardrail(0.6, 1, 0.25, Percent.NONE, Percent.NONE));
        assertThat(margin(0, relative)).isEqualTo("failures < 6x control");
    }

    @Test
    void namesLatencyQuantilesAsPercentiles() {
        assertThat(new LatencyGuardrail(0.5, 1, 1, 2, Percent.NONE).name()).isEqualTo("p50");
        assertThat(new LatencyGuardrail(0.999, 1, 1, 2, Percent.NONE).name()).isEqualTo("p99.9");
    }

    private static String margin(int step, RolloutPlan plan) {
        return RolloutGuardrailEvaluators.fresh(plan, step).evaluators().get(0).describeMargin();
    }

    private static RolloutPlan withErrors(ErrorGuardrail errors) {
        return RolloutPlanFixtures.with(
                FAST,
                new Guardrails(
                        errors, FAST.guardrails().latency(), FAST.guardrails().rank()));
    }

    private static RolloutStep step(String exposure) {
        return new RolloutStep(Percent.parse(exposure), Duration.ZERO);
    }
}
