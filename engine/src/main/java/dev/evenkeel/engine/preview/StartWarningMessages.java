// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.guardrail.ErrorGuardrailEvaluator;
import dev.evenkeel.engine.rollout.plan.DeadlineAction;
import dev.evenkeel.engine.rollout.plan.LocalBreakerPolicy;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Duration;

/// The messages of warnings before a start, as sentences.
final class StartWarningMessages {
    private StartWarningMessages() {}

    static String noTraffic(ObservedControlTraffic traffic) {
        return "no control calls in the last " + QuantityFormatter.formatDuration(traffic.measuredOver())
                + ": the rollout exposes no users until services send outcomes of this flag";
    }

    /// @param seconds infinite when there are never enough at once
    static String lateReference(RolloutPlan plan, long samples, double seconds, Duration age) {
        String late = Double.isInfinite(seconds)
                ? "each counts for " + QuantityFormatter.formatDuration(age)
                        + ", and traffic is too low, so the rollout never starts to expose users"
                : "the rest takes about " + formatDuration(seconds);
        return "the latency baseline has " + QuantityFormatter.formatCount(samples) + " of "
                + QuantityFormatter.formatCount(plan.seedSamples())
                + " required control calls; " + late
                + formatLimit("the rollout", plan.limits().rollout(), plan);
    }

    /// @param seconds from the start of the step, infinite when no number of calls suffices
    static String lateProof(RolloutPlan plan, StartWarning.LateStepProof proof, double seconds) {
        if (proof.exposure().equals(Percent.NONE)) {
            return lateAgreement(plan, proof, seconds);
        }
        String margin = new ErrorGuardrailEvaluator(plan.guardrails().errors(), plan.nextExposure(proof.step()))
                        .describeMargin()
                + " at " + QuantityFormatter.formatLevel(plan.advanceAlpha());
        String given = formatLimit("a step", plan.limits().step(), plan);
        if (proof.callsNeeded() < 0) {
            return "at " + proof.exposure() + " no number of calls can show " + margin
                    + ", even if the candidate is as good as control" + given;
        }
        String enough = Double.isInfinite(proof.callsPerMinuteNeeded())
                ? ""
                : " (" + QuantityFormatter.formatNumber(proof.callsPerMinuteNeeded()) + " per minute are enough)";
        return "at " + proof.exposure() + ", about " + QuantityFormatter.formatCount(proof.callsNeeded())
                + " candidate calls are required to show " + margin + ": about " + formatDuration(seconds) + " at "
                + QuantityFormatter.formatNumber(proof.callsPerMinute()) + " per minute" + enough + given;
    }

    private static String lateAgreement(RolloutPlan plan, StartWarning.LateStepProof proof, double seconds) {
        String given = formatLimit("a step", plan.limits().step(), plan);
        return proof.callsNeeded() < 0
                ? "no number of comparisons can show that results agree" + given
                : "about " + QuantityFormatter.formatCount(proof.callsNeeded())
                        + " shadow comparisons are required to show that results agree: about "
                        + formatDuration(seconds)
                        + " at "
                        + QuantityFormatter.formatNumber(proof.callsPerMinute())
                        + " per minute; shadow more calls, or tolerate more differences"
                        + given;
    }

    static String latePlan(RolloutPlan plan, double seconds) {
        return "each step is within its limit, but all together take about " + formatDuration(seconds)
                + formatLimit("the rollout", plan.limits().rollout(), plan);
    }

    static String manyProcesses(LocalBreakerPolicy breaker, int connected) {
        return QuantityFormatter.formatCount(connected)
                + " processes are connected, but the plan sets breaker.instances to "
                + QuantityFormatter.formatCount(breaker.instances())
                + ": circuit breakers open for a harmless candidate more often than planned; set"
                + " breaker.instances to " + QuantityFormatter.formatCount(connected) + " or more";
    }

    private static String formatLimit(String what, Duration limit, RolloutPlan plan) {
        return "; the plan limits " + what + " to " + QuantityFormatter.formatDuration(limit) + " and then "
                + (plan.limits().whenLate() == DeadlineAction.HOLD ? "holds" : "rolls back");
    }

    private static String formatDuration(double seconds) {
        return QuantityFormatter.formatDuration(Duration.ofSeconds((long) Math.ceil(seconds)));
    }
}
