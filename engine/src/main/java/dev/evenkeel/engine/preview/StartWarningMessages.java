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
        return "no calls of control were seen in the last " + QuantityFormatter.formatDuration(traffic.measuredOver())
                + ": nothing can be proven, and nobody is exposed, until services that serve it send outcomes";
    }

    /// @param seconds infinite when there are never enough at once
    static String lateReference(RolloutPlan plan, long samples, double seconds, Duration age) {
        String late = Double.isInfinite(seconds)
                ? "one counts for " + QuantityFormatter.formatDuration(age)
                        + ", in which fewer come, so that nobody is ever exposed"
                : "the others take about " + formatDuration(seconds);
        return "the latency reference has " + QuantityFormatter.formatCount(samples) + " of the "
                + QuantityFormatter.formatCount(plan.seedSamples())
                + " calls of control that it needs; " + late
                + formatLimit("the whole", plan.limits().rollout(), plan);
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
            return "at " + proof.exposure() + " no number of calls shows " + margin
                    + " of a candidate as good as control" + given;
        }
        String enough = Double.isInfinite(proof.callsPerMinuteNeeded())
                ? ""
                : " (" + QuantityFormatter.formatNumber(proof.callsPerMinuteNeeded()) + " a minute would do)";
        return "at " + proof.exposure() + " it takes about " + QuantityFormatter.formatCount(proof.callsNeeded())
                + " candidate calls to show " + margin + ", about " + formatDuration(seconds) + " at "
                + QuantityFormatter.formatNumber(proof.callsPerMinute()) + " a minute" + enough + given;
    }

    private static String lateAgreement(RolloutPlan plan, StartWarning.LateStepProof proof, double seconds) {
        String given = formatLimit("a step", plan.limits().step(), plan);
        return proof.callsNeeded() < 0
                ? "no number of comparisons shows that answers agree" + given
                : "it takes about " + QuantityFormatter.formatCount(proof.callsNeeded())
                        + " comparisons with the candidate to show that answers agree, about " + formatDuration(seconds)
                        + " at "
                        + QuantityFormatter.formatNumber(proof.callsPerMinute())
                        + " a minute; shadow more calls, or tolerate more"
                        + given;
    }

    static String latePlan(RolloutPlan plan, double seconds) {
        return "each step is in time, all together take about " + formatDuration(seconds)
                + formatLimit("the whole", plan.limits().rollout(), plan);
    }

    static String manyProcesses(LocalBreakerPolicy breaker, int connected) {
        return QuantityFormatter.formatCount(connected)
                + " processes are connected, and the breaker shares its error level out over "
                + QuantityFormatter.formatCount(breaker.instances())
                + ": by chance alone they take a harmless candidate out of use more often than the plan says; set"
                + " breaker.instances to " + QuantityFormatter.formatCount(connected) + " or more";
    }

    private static String formatLimit(String what, Duration limit, RolloutPlan plan) {
        return "; the plan gives " + what + " " + QuantityFormatter.formatDuration(limit) + " and then "
                + (plan.limits().whenLate() == DeadlineAction.HOLD ? "holds" : "rolls back");
    }

    private static String formatDuration(double seconds) {
        return QuantityFormatter.formatDuration(Duration.ofSeconds((long) Math.ceil(seconds)));
    }
}
