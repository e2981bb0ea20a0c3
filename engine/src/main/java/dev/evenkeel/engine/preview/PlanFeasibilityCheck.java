// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.ShadowConfig;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.engine.preview.StartWarning.Kind;
import dev.evenkeel.engine.rollout.guardrail.ProofForecast;
import dev.evenkeel.engine.rollout.guardrail.ShadowMismatchTest;
import dev.evenkeel.engine.rollout.plan.ErrorMargin;
import dev.evenkeel.engine.rollout.plan.LocalBreakerPolicy;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/// Whether a plan can do what it asks for, at the traffic seen before the start. Warns; nothing is decided of
/// it.
///
/// Trials come as expected, of a candidate as good as control, each call as a unit of its own. Units that call
/// again are fewer trials, so what is warned of may take longer still. How the time spreads, which takes
/// seconds to compute, is left to [dev.evenkeel.engine.preview.PlanPreview]. Proofs about latency are left out:
/// what they take depends on the spread of latency, which no plan states.
///
/// Cost: about 0.05 ms for a shipped plan.
public final class PlanFeasibilityCheck {
    private final RolloutPlan plan;
    private final ControlTraffic traffic;

    private PlanFeasibilityCheck(RolloutPlan plan, ControlTraffic traffic) {
        this.plan = plan;
        this.traffic = traffic;
    }

    /// Looks at every step.
    ///
    /// @param samples control latencies that are known
    /// @param age how old a control latency may be to count
    /// @return in the order of time; empty when nothing speaks against the plan
    public static List<StartWarning> warnings(RolloutPlan plan, ControlTraffic traffic, long samples, Duration age) {
        return traffic.callsPerSecond() > 0
                ? new PlanFeasibilityCheck(plan, traffic).warnings(samples, age)
                : List.of(new StartWarning(
                        Kind.TRAFFIC,
                        StartWarningMessages.noTraffic(traffic),
                        null,
                        Double.NaN,
                        plan.limits().rollout()));
    }

    /// Looks at the breaker.
    ///
    /// @param connected processes that listen to the flag's environment
    public static Optional<StartWarning> ofProcesses(RolloutPlan plan, int connected) {
        LocalBreakerPolicy breaker = plan.breaker();
        if (breaker == null || connected <= breaker.instances()) {
            return Optional.empty();
        }
        String words = StartWarningMessages.manyProcesses(breaker, connected);
        return Optional.of(new StartWarning(
                Kind.PROCESSES, words, null, Double.NaN, plan.limits().rollout()));
    }

    private List<StartWarning> warnings(long samples, Duration age) {
        List<StartWarning> warnings = new ArrayList<>();
        double seconds = referenceSeconds(samples, age);
        if (seconds > seconds(plan.limits().rollout())) {
            String words = StartWarningMessages.lateReference(plan, samples, seconds, age);
            warnings.add(ofWhole(Kind.REFERENCE, words, seconds));
        }
        for (int step = 0; step < plan.steps().size(); step++) {
            StartWarning.Proof proof = proof(step);
            double proven = proof.callsNeeded() == 0 ? 0 : seconds(plan.warmUp()) + proof.seconds();
            if (proven > seconds(plan.limits().step())) {
                String words = StartWarningMessages.lateProof(plan, proof, proven);
                warnings.add(new StartWarning(
                        Kind.STEP, words, proof, proven, plan.limits().step()));
            }
            seconds += Math.max(proven, seconds(plan.steps().get(step).dwell()));
        }
        if (warnings.isEmpty() && seconds > seconds(plan.limits().rollout())) {
            warnings.add(ofWhole(Kind.PLAN, StartWarningMessages.latePlan(plan, seconds), seconds));
        }
        return warnings;
    }

    private StartWarning ofWhole(Kind kind, String words, double seconds) {
        return new StartWarning(kind, words, null, seconds, plan.limits().rollout());
    }

    /* Infinite when the oldest are forgotten before enough have come. */
    private double referenceSeconds(long samples, Duration age) {
        long missing = Math.max(0, plan.seedSamples() - samples);
        boolean inReach = missing == 0 || traffic.callsPerSecond() * seconds(age) >= plan.seedSamples();
        return inReach ? missing / traffic.callsPerSecond() : Double.POSITIVE_INFINITY;
    }

    private StartWarning.Proof proof(int step) {
        Percent exposure = plan.steps().get(step).exposure();
        ShadowConfig shadow = plan.shadowTerms(step);
        double share = exposure.fraction();
        long needed = 0;
        if (plan.asksForProofOfFailures(step)) {
            needed = ProofForecast.trialsNeeded(-StrictMath.log(plan.advanceAlpha()), evidence(step));
        } else if (shadow != null && exposure.equals(Percent.NONE)) {
            share = shadow.sample().fraction() * (1 - shadow.noise().fraction());
            needed = ShadowMismatchTest.comparisonsNeeded(
                    Objects.requireNonNull(plan.guardrails().shadow()), plan.advanceAlpha());
        }
        double perSecond = traffic.callsPerSecond() * share;
        double inTime = seconds(plan.limits().step().minus(plan.warmUp()));
        return new StartWarning.Proof(
                step,
                exposure,
                60 * perSecond,
                needed,
                needed < 0 || inTime <= 0 ? Double.POSITIVE_INFINITY : 60 * needed / inTime);
    }

    private LongToDoubleFunction evidence(int step) {
        CandidateShare share = RolloutPlan.share(plan.steps().get(step).exposure());
        ErrorMargin margin = plan.guardrails().errors().marginFor(plan.exposureAfter(step));
        RatioGuard guard = RatioGuard.advance(margin.factor(), margin.extra());
        double[] nothing = guard.mixture().state();
        double rate = traffic.failureRate();
        return calls -> {
            guard.mixture().restore(nothing);
            guard.observe(share, ProofForecast.expected(share, calls, rate, rate));
            return guard.mixture().logE();
        };
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
