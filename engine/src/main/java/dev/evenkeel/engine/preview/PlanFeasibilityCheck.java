// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.ShadowConfig;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.engine.preview.StartWarning.Kind;
import dev.evenkeel.engine.rollout.guardrail.ProofTrialsForecast;
import dev.evenkeel.engine.rollout.guardrail.ShadowMismatchTest;
import dev.evenkeel.engine.rollout.plan.FailureRateMargin;
import dev.evenkeel.engine.rollout.plan.LocalBreakerPolicy;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/// A check of whether a plan can complete at the traffic observed before the start. Produces warnings only;
/// no decision depends on them.
///
/// Assumes the expected number of trials, a candidate as good as control, and one unit per call. Units with
/// repeated calls give fewer trials, so the actual times may be longer. The distribution of the times, which
/// takes seconds to compute, is left to [dev.evenkeel.engine.preview.PlanPreview]. Latency proofs are
/// excluded: their duration depends on the spread of latency, which a plan does not state.
///
/// Cost: about 0.05 ms for a built-in plan.
public final class PlanFeasibilityCheck {
    private final RolloutPlan plan;
    private final ObservedControlTraffic traffic;

    private PlanFeasibilityCheck(RolloutPlan plan, ObservedControlTraffic traffic) {
        this.plan = plan;
        this.traffic = traffic;
    }

    /// Checks every step.
    ///
    /// @param samples control latencies collected
    /// @param age maximum age of a control latency
    /// @return warnings in chronological order; empty when the plan is feasible
    public static List<StartWarning> findWarnings(
            RolloutPlan plan, ObservedControlTraffic traffic, long samples, Duration age) {
        return traffic.callsPerSecond() > 0
                ? new PlanFeasibilityCheck(plan, traffic).findWarnings(samples, age)
                : List.of(new StartWarning(
                        Kind.TRAFFIC,
                        StartWarningMessages.noTraffic(traffic),
                        null,
                        Double.NaN,
                        plan.limits().rollout()));
    }

    /// Checks the breaker.
    ///
    /// @param connected number of processes connected to the flag's environment
    public static Optional<StartWarning> ofInstances(RolloutPlan plan, int connected) {
        LocalBreakerPolicy breaker = plan.breaker();
        if (breaker == null || connected <= breaker.instances()) {
            return Optional.empty();
        }
        String summary = StartWarningMessages.manyProcesses(breaker, connected);
        return Optional.of(new StartWarning(
                Kind.INSTANCES, summary, null, Double.NaN, plan.limits().rollout()));
    }

    private List<StartWarning> findWarnings(long samples, Duration age) {
        List<StartWarning> warnings = new ArrayList<>();
        double seconds = referenceSeconds(samples, age);
        if (seconds > toSeconds(plan.limits().rollout())) {
            String summary = StartWarningMessages.lateReference(plan, samples, seconds, age);
            warnings.add(planWarning(Kind.BASELINE, summary, seconds));
        }
        for (int step = 0; step < plan.steps().size(); step++) {
            StartWarning.LateStepProof proof = calculateProof(step);
            double proven = proof.callsNeeded() == 0 ? 0 : toSeconds(plan.warmUp()) + proof.seconds();
            if (proven > toSeconds(plan.limits().step())) {
                String summary = StartWarningMessages.lateProof(plan, proof, proven);
                warnings.add(new StartWarning(
                        Kind.STEP, summary, proof, proven, plan.limits().step()));
            }
            seconds += Math.max(proven, toSeconds(plan.steps().get(step).dwell()));
        }
        if (warnings.isEmpty() && seconds > toSeconds(plan.limits().rollout())) {
            warnings.add(planWarning(Kind.PLAN, StartWarningMessages.latePlan(plan, seconds), seconds));
        }
        return warnings;
    }

    private StartWarning planWarning(Kind kind, String summary, double seconds) {
        return new StartWarning(kind, summary, null, seconds, plan.limits().rollout());
    }

    /* Infinite when the oldest latencies expire before enough have been collected. */
    private double referenceSeconds(long samples, Duration age) {
        long missing = Math.max(0, plan.seedSamples() - samples);
        boolean inReach = missing == 0 || traffic.callsPerSecond() * toSeconds(age) >= plan.seedSamples();
        return inReach ? missing / traffic.callsPerSecond() : Double.POSITIVE_INFINITY;
    }

    private StartWarning.LateStepProof calculateProof(int step) {
        Percent exposure = plan.steps().get(step).exposure();
        ShadowConfig shadow = plan.shadowConfigAt(step);
        double share = exposure.fraction();
        long needed = 0;
        if (plan.requiresFailureProof(step)) {
            needed = ProofTrialsForecast.trialsNeeded(-StrictMath.log(plan.advanceAlpha()), evidenceAt(step));
        } else if (shadow != null && exposure.equals(Percent.NONE)) {
            share = shadow.sample().fraction() * (1 - shadow.noise().fraction());
            needed = ShadowMismatchTest.comparisonsNeeded(
                    Objects.requireNonNull(plan.guardrails().shadow()), plan.advanceAlpha());
        }
        double perSecond = traffic.callsPerSecond() * share;
        double inTime = toSeconds(plan.limits().step().minus(plan.warmUp()));
        return new StartWarning.LateStepProof(
                step,
                exposure,
                60 * perSecond,
                needed,
                needed < 0 || inTime <= 0 ? Double.POSITIVE_INFINITY : 60 * needed / inTime);
    }

    private LongToDoubleFunction evidenceAt(int step) {
        CandidateShare share = RolloutPlan.shareAt(plan.steps().get(step).exposure());
        FailureRateMargin margin = plan.guardrails().errors().marginFor(plan.nextExposure(step));
        RatioGuard guard = RatioGuard.advance(margin.factor(), margin.extra());
        double[] nothing = guard.mixture().state();
        double rate = traffic.failureRate();
        return calls -> {
            guard.mixture().restore(nothing);
            guard.observe(share, ProofTrialsForecast.expectedTrials(share, calls, rate, rate));
            return guard.mixture().logE();
        };
    }

    private static double toSeconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
