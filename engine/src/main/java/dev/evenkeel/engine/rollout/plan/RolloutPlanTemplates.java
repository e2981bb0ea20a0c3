// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.core.flag.split.Percent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The built-in rollout plans: first the values in which they differ, then the common ones.
final class RolloutPlanTemplates {
    private static final Percent FROM_START = Percent.NONE;
    private static final Percent FROM_5 = new Percent(500);
    private static final Percent FROM_25 = new Percent(2_500);

    private static final List<RolloutStep> STANDARD_STEPS =
            parseSteps("1 PT10M", "5 PT10M", "25 PT20M", "50 PT30M", "95 PT1H", "100 PT30M");

    private RolloutPlanTemplates() {}

    static RolloutPlan fast() {
        return new Template(
                        "fast",
                        parseSteps("1 PT10S", "5 PT10S", "25 PT10S", "50 PT10S", "95 PT15S", "100 PT10S"),
                        0.05,
                        Duration.ofSeconds(5),
                        new ErrorGuardrail(0.6, 1, 0, Percent.parse("0.5"), FROM_START),
                        MissingDataLimits.of(Duration.ofSeconds(5), Duration.ofSeconds(60), Percent.parse("5")),
                        new RolloutTimeLimits(Duration.ofHours(1), Duration.ofHours(4), DeadlineAction.HOLD))
                .toPlan();
    }

    static RolloutPlan standard() {
        return new Template(
                        "standard",
                        STANDARD_STEPS,
                        0.05,
                        Duration.ofMinutes(1),
                        new ErrorGuardrail(0.6, 1.1, 0.25, Percent.parse("0.05"), FROM_START),
                        MissingDataLimits.of(Duration.ofSeconds(30), Duration.ofMinutes(10), Percent.parse("25")),
                        new RolloutTimeLimits(Duration.ofDays(2), Duration.ofDays(14), DeadlineAction.HOLD))
                .toPlan();
    }

    static RolloutPlan shadowFirst() {
        List<RolloutStep> steps = new ArrayList<>();
        steps.add(new RolloutStep(Percent.NONE, Duration.ofMinutes(10), false, Percent.parse("10")));
        steps.addAll(STANDARD_STEPS);
        RolloutPlan standard = standard();
        return new RolloutPlan(
                "shadow-first",
                steps,
                standard.alpha(),
                standard.advanceAlpha(),
                standard.warmUp(),
                standard.restartEvery(),
                new Guardrails(
                        standard.guardrails().errors(),
                        standard.guardrails().latency(),
                        standard.guardrails().rank(),
                        List.of(),
                        List.of(),
                        new ShadowGuardrail(Percent.parse("0.1"), Percent.parse("20"), GuardrailAction.ROLL_BACK),
                        null,
                        null),
                standard.seedSamples(),
                standard.missingData(),
                standard.tickMaxAge(),
                standard.sharedIncident(),
                standard.limits(),
                standard.approvers(),
                standard.breaker(),
                null);
    }

    static RolloutPlan careful() {
        return new Template(
                        "careful",
                        List.of(
                                parseStep("0.5 PT30M"),
                                parseStep("1 PT1H").withApproval(),
                                parseStep("5 PT2H"),
                                parseStep("10 PT4H"),
                                parseStep("25 PT8H").withApproval(),
                                parseStep("50 PT12H"),
                                parseStep("95 P1D").withApproval(),
                                parseStep("100 PT4H")),
                        0.01,
                        Duration.ofMinutes(2),
                        new ErrorGuardrail(0.6, 1, 0.1, Percent.parse("0.01"), FROM_START),
                        MissingDataLimits.of(Duration.ofSeconds(30), Duration.ofMinutes(5), Percent.parse("5")),
                        new RolloutTimeLimits(Duration.ofDays(5), Duration.ofDays(30), DeadlineAction.HOLD))
                .toPlan();
    }

    /* Components as in the plan. The rollback ratio of latency equals that of failures. */
    private record Template(
            String name,
            List<RolloutStep> steps,
            double advanceAlpha,
            Duration warmUp,
            ErrorGuardrail errors,
            MissingDataLimits blindness,
            RolloutTimeLimits limits) {
        RolloutPlan toPlan() {
            double ratio = errors.rollbackRatio();
            return new RolloutPlan(
                    name,
                    steps,
                    /* alpha= */ 0.01,
                    advanceAlpha,
                    warmUp,
                    /* restartEvery= */ Duration.ofSeconds(60),
                    new Guardrails(errors, latencyGuardrails(ratio), new LatencyRankGuardrail(0.1, ratio)),
                    /* seedSamples= */ 10_000,
                    blindness,
                    /* tickMaxAge= */ Duration.ofSeconds(5),
                    new SharedIncidentPolicy(Percent.parse("10"), Duration.ofMinutes(2)),
                    limits,
                    /* approvers= */ List.of(),
                    LocalBreakerPolicy.DEFAULT,
                    null);
        }
    }

    private static List<LatencyGuardrail> latencyGuardrails(double rollbackRatio) {
        return List.of(
                new LatencyGuardrail(0.5, 0.1, rollbackRatio, 1.1, FROM_START),
                new LatencyGuardrail(0.95, 0.1, rollbackRatio, 1.1, FROM_5),
                new LatencyGuardrail(0.99, 0.1, rollbackRatio, 1.25, FROM_25));
    }

    private static List<RolloutStep> parseSteps(String... exposureAndDwell) {
        return Stream.of(exposureAndDwell).map(RolloutPlanTemplates::parseStep).toList();
    }

    private static RolloutStep parseStep(String exposureAndDwell) {
        String[] part = exposureAndDwell.split(" ", 2);
        return new RolloutStep(Percent.parse(part[0]), Duration.parse(part[1]));
    }
}
