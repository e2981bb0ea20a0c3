// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.engine.rollout.plan.LatencyGuardrail;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.Step;
import dev.evenkeel.server.console.plan.PlanDial.Kind;
import dev.evenkeel.server.console.plan.PlanDial.Slide;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The numbers that can be changed of a plan and of the traffic it is tried at.
///
/// @param traffic what it is tried at
/// @param steps those of each step, in the order of the plan
/// @param margins what is tolerated
/// @param levels how sure the guard has to be
record PlanDials(List<PlanDial> traffic, List<OfStep> steps, List<PlanDial> margins, List<PlanDial> levels) {
    /// The name of the calls a second.
    static final String CALLS = "rps";

    /// The name of the share of calls that fail.
    static final String FAILING = "failing";

    /// The name of the price of a failed call.
    static final String MONEY = "money";

    private static final double WEEK = 604_800;

    /// Those of a step.
    ///
    /// @param more beside exposure and time
    record OfStep(PlanDial exposure, PlanDial dwell, List<PlanDial> more) {
        Stream<PlanDial> all() {
            return Stream.concat(Stream.of(exposure, dwell), more.stream());
        }
    }

    static PlanDials of(RolloutPlan plan) {
        List<OfStep> steps = new ArrayList<>();
        for (int i = 0; i < plan.steps().size(); i++) {
            steps.add(step(i, plan.steps().get(i)));
        }
        return new PlanDials(ofTraffic(), steps, ofMargins(plan), ofLevels());
    }

    private static List<PlanDial> ofTraffic() {
        return List.of(
                new PlanDial(
                        CALLS, "Calls a second", Kind.NUMBER, "/callsPerSecond", new Slide(0.1, 100_000, false), ""),
                new PlanDial(
                        FAILING, "Calls that fail today", Kind.SHARE, "/baseRate", new Slide(0.001, 50, false), ""),
                new PlanDial(
                        MONEY,
                        "A failed call costs",
                        Kind.NUMBER,
                        "/moneyPerFailure",
                        new Slide(0.01, 10_000, false),
                        "left empty: nothing is told in money"),
                new PlanDial(
                        "per-unit",
                        "Calls of a unit in a step",
                        Kind.NUMBER,
                        "/callsPerUnit",
                        new Slide(1, 1_000, false),
                        "left empty: 1, each call has a targeting key of its own"));
    }

    private static OfStep step(int index, Step step) {
        String at = "/plan/steps/" + index;
        int number = index + 1;
        return new OfStep(
                new PlanDial(
                        "exposure-" + number,
                        "Exposure of step " + number,
                        Kind.PERCENT,
                        at + "/exposure",
                        new Slide(0.1, 100, false),
                        ""),
                new PlanDial(
                        "dwell-" + number,
                        "Least time of step " + number,
                        Kind.SPAN,
                        at + "/dwell",
                        new Slide(1, WEEK, false),
                        ""),
                step.isShadowed()
                        ? List.of(new PlanDial(
                                "shadow-" + number,
                                "Answered twice in step " + number,
                                Kind.PERCENT,
                                at + "/shadow",
                                new Slide(0.1, 100, false),
                                ""))
                        : List.of());
    }

    private static List<PlanDial> ofMargins(RolloutPlan plan) {
        String errors = "/plan/guardrails/errors/";
        List<PlanDial> margins = new ArrayList<>(List.of(
                new PlanDial(
                        "extra",
                        "Tolerated extra failures",
                        Kind.PERCENT,
                        errors + "toleratedExtra",
                        new Slide(0, 2, true),
                        "of all calls of the service; clean calls alone can prove this one"),
                new PlanDial(
                        "rise",
                        "Tolerated rise of failures",
                        Kind.SHARE,
                        errors + "toleratedRise",
                        new Slide(0, 100, true),
                        "of today's failures, over the whole service"),
                new PlanDial(
                        "rollback",
                        "Failures that roll back, above",
                        Kind.RATIO,
                        errors + "rollbackRatio",
                        new Slide(1, 3, true),
                        "control's rate; 1 tolerates nothing")));
        for (int i = 0; i < plan.guardrails().latency().size(); i++) {
            LatencyGuardrail latency = plan.guardrails().latency().get(i);
            margins.add(new PlanDial(
                    "slower-" + latency.name(),
                    latency.name() + " not slower than",
                    Kind.RATIO,
                    "/plan/guardrails/latency/" + i + "/advanceRatio",
                    new Slide(1.01, 3, true),
                    "control's; its proof comes on top of the times here"));
        }
        return margins;
    }

    private static List<PlanDial> ofLevels() {
        return List.of(
                new PlanDial(
                        "alpha",
                        "False alarms, at most",
                        Kind.SHARE,
                        "/plan/alpha",
                        new Slide(0.1, 10, false),
                        "of rollouts of a harmless candidate"),
                new PlanDial(
                        "advance-alpha",
                        "Wrong advances, at most",
                        Kind.SHARE,
                        "/plan/advanceAlpha",
                        new Slide(0.1, 20, false),
                        "a step, of a candidate that is at the margin"),
                new PlanDial(
                        "warm-up",
                        "Warm-up of a step",
                        Kind.SPAN,
                        "/plan/warmUp",
                        new Slide(1, 3_600, false),
                        "in which calls prove nothing"));
    }

    /// All of the plan.
    Stream<PlanDial> ofPlan() {
        return Stream.of(steps.stream().flatMap(OfStep::all), margins.stream(), levels.stream())
                .flatMap(dials -> dials);
    }

    /// All there are.
    Stream<PlanDial> all() {
        return Stream.concat(traffic.stream(), ofPlan());
    }
}
