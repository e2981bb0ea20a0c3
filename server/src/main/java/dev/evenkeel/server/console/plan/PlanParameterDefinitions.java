// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.engine.rollout.plan.LatencyGuardrail;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import dev.evenkeel.server.console.plan.PlanParameterDefinition.PlanParameterKind;
import dev.evenkeel.server.console.plan.PlanParameterDefinition.SliderRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The editable numbers of a plan and of its expected traffic.
///
/// @param traffic expected traffic
/// @param steps parameters of each step, in the order of the plan
/// @param margins tolerated margins
/// @param levels accepted error probabilities
record PlanParameterDefinitions(
        List<PlanParameterDefinition> traffic,
        List<StepParameterDefinitions> steps,
        List<PlanParameterDefinition> margins,
        List<PlanParameterDefinition> levels) {
    /// Name of the calls per second.
    static final String CALLS = "rps";

    /// Name of the share of failed calls.
    static final String FAILING = "failing";

    /// Name of the cost of a failed call.
    static final String MONEY = "money";

    private static final double WEEK = 604_800;

    /// Parameters of a step.
    ///
    /// @param more parameters other than exposure and dwell time
    record StepParameterDefinitions(
            PlanParameterDefinition exposure, PlanParameterDefinition dwell, List<PlanParameterDefinition> more) {
        Stream<PlanParameterDefinition> all() {
            return Stream.concat(Stream.of(exposure, dwell), more.stream());
        }
    }

    static PlanParameterDefinitions of(RolloutPlan plan) {
        List<StepParameterDefinitions> steps = new ArrayList<>();
        for (int i = 0; i < plan.steps().size(); i++) {
            steps.add(stepParameters(i, plan.steps().get(i)));
        }
        return new PlanParameterDefinitions(trafficParameters(), steps, marginParameters(plan), levelParameters());
    }

    private static List<PlanParameterDefinition> trafficParameters() {
        return List.of(
                new PlanParameterDefinition(
                        CALLS,
                        "Calls a second",
                        PlanParameterKind.NUMBER,
                        "/callsPerSecond",
                        new SliderRange(0.1, 100_000, false),
                        ""),
                new PlanParameterDefinition(
                        FAILING,
                        "Calls that fail today",
                        PlanParameterKind.SHARE,
                        "/baseRate",
                        new SliderRange(0.001, 50, false),
                        ""),
                new PlanParameterDefinition(
                        MONEY,
                        "A failed call costs",
                        PlanParameterKind.NUMBER,
                        "/moneyPerFailure",
                        new SliderRange(0.01, 10_000, false),
                        "left empty: nothing is told in money"),
                new PlanParameterDefinition(
                        "per-unit",
                        "Calls of a unit in a step",
                        PlanParameterKind.NUMBER,
                        "/callsPerUnit",
                        new SliderRange(1, 1_000, false),
                        "left empty: 1, each call has a targeting key of its own"));
    }

    private static StepParameterDefinitions stepParameters(int index, RolloutStep step) {
        String at = "/plan/steps/" + index;
        int number = index + 1;
        return new StepParameterDefinitions(
                new PlanParameterDefinition(
                        "exposure-" + number,
                        "Exposure of step " + number,
                        PlanParameterKind.PERCENT,
                        at + "/exposure",
                        new SliderRange(0.1, 100, false),
                        ""),
                new PlanParameterDefinition(
                        "dwell-" + number,
                        "Least time of step " + number,
                        PlanParameterKind.DURATION,
                        at + "/dwell",
                        new SliderRange(1, WEEK, false),
                        ""),
                step.isShadowed()
                        ? List.of(new PlanParameterDefinition(
                                "shadow-" + number,
                                "Answered twice in step " + number,
                                PlanParameterKind.PERCENT,
                                at + "/shadow",
                                new SliderRange(0.1, 100, false),
                                ""))
                        : List.of());
    }

    private static List<PlanParameterDefinition> marginParameters(RolloutPlan plan) {
        String errors = "/plan/guardrails/errors/";
        List<PlanParameterDefinition> margins = new ArrayList<>(List.of(
                new PlanParameterDefinition(
                        "extra",
                        "Tolerated extra failures",
                        PlanParameterKind.PERCENT,
                        errors + "toleratedExtra",
                        new SliderRange(0, 2, true),
                        "of all calls of the service; clean calls alone can prove this one"),
                new PlanParameterDefinition(
                        "rise",
                        "Tolerated rise of failures",
                        PlanParameterKind.SHARE,
                        errors + "toleratedRise",
                        new SliderRange(0, 100, true),
                        "of today's failures, over the whole service"),
                new PlanParameterDefinition(
                        "rollback",
                        "Failures that roll back, above",
                        PlanParameterKind.RATIO,
                        errors + "rollbackRatio",
                        new SliderRange(1, 3, true),
                        "control's rate; 1 tolerates nothing")));
        for (int i = 0; i < plan.guardrails().latency().size(); i++) {
            LatencyGuardrail latency = plan.guardrails().latency().get(i);
            margins.add(new PlanParameterDefinition(
                    "slower-" + latency.name(),
                    latency.name() + " not slower than",
                    PlanParameterKind.RATIO,
                    "/plan/guardrails/latency/" + i + "/advanceRatio",
                    new SliderRange(1.01, 3, true),
                    "control's; its proof comes on top of the times here"));
        }
        return margins;
    }

    private static List<PlanParameterDefinition> levelParameters() {
        return List.of(
                new PlanParameterDefinition(
                        "alpha",
                        "False alarms, at most",
                        PlanParameterKind.SHARE,
                        "/plan/alpha",
                        new SliderRange(0.1, 10, false),
                        "of rollouts of a harmless candidate"),
                new PlanParameterDefinition(
                        "advance-alpha",
                        "Wrong advances, at most",
                        PlanParameterKind.SHARE,
                        "/plan/advanceAlpha",
                        new SliderRange(0.1, 20, false),
                        "a step, of a candidate that is at the margin"),
                new PlanParameterDefinition(
                        "warm-up",
                        "Warm-up of a step",
                        PlanParameterKind.DURATION,
                        "/plan/warmUp",
                        new SliderRange(1, 3_600, false),
                        "in which calls prove nothing"));
    }

    /// Returns all parameters of the plan, without the traffic.
    Stream<PlanParameterDefinition> planParameters() {
        return Stream.of(steps.stream().flatMap(StepParameterDefinitions::all), margins.stream(), levels.stream())
                .flatMap(dials -> dials);
    }

    Stream<PlanParameterDefinition> all() {
        return Stream.concat(traffic.stream(), planParameters());
    }
}
