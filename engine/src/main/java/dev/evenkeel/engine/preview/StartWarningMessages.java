// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.guardrail.ErrorGuardrailEvaluator;
import dev.evenkeel.engine.rollout.plan.DeadlineAction;
import dev.evenkeel.engine.rollout.plan.LocalBreakerPolicy;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Duration;

/// Warnings before a start, in sentences.
final class StartWarningMessages {
    private StartWarningMessages() {}

    static String noTraffic(ControlTraffic traffic) {
        return "no calls of control were seen in the last " + QuantityFormatter.span(traffic.over())
                + ": nothing can be proven, and nobody is exposed, until services that serve it send outcomes";
    }

    /// @param seconds infinite when there are never enough at once
    static String lateReference(RolloutPlan plan, long samples, double seconds, Duration age) {
        String late = Double.isInfinite(seconds)
                ? "one counts for " + QuantityFormatter.span(age)
                        + ", in which fewer come, so that nobody is ever exposed"
                : "the others take about " + span(seconds);
        return "the latency reference has " + QuantityFormatter.count(samples) + " of the "
                + QuantityFormatter.count(plan.seedSamples())
                + " calls of control that it needs; " + late
                + given("the whole", plan.limits().rollout(), plan);
    }

    /// @param seconds from the step's begin, infinite when no number of calls is enough
    static String lateProof(RolloutPlan plan, StartWarning.Proof proof, double seconds) {
        if (proof.exposure().equals(Percent.NONE)) {
            return lateAgreement(plan, proof, seconds);
        }
        String margin =
                new ErrorGuardrailEvaluator(plan.guardrails().errors(), plan.exposureAfter(proof.step())).margin()
                        + " at " + QuantityFormatter.level(plan.advanceAlpha());
        String given = given("a step", plan.limits().step(), plan);
        if (proof.callsNeeded() < 0) {
            return "at " + proof.exposure() + " no number of calls shows " + margin
                    + " of a candidate as good as control" + given;
        }
        String enough = Double.isInfinite(proof.callsPerMinuteNeeded())
                ? ""
                : " (" + QuantityFormatter.number(proof.callsPerMinuteNeeded()) + " a minute would do)";
        return "at " + proof.exposure() + " it takes about " + QuantityFormatter.count(proof.callsNeeded())
                + " candidate calls to show " + margin + ", about " + span(seconds) + " at "
                + QuantityFormatter.number(proof.callsPerMinute()) + " a minute" + enough + given;
    }

    private static String lateAgreement(RolloutPlan plan, StartWarning.Proof proof, double seconds) {
        String given = given("a step", plan.limits().step(), plan);
        return proof.callsNeeded() < 0
                ? "no number of comparisons shows that answers agree" + given
                : "it takes about " + QuantityFormatter.count(proof.callsNeeded())
                        + " comparisons with the candidate to show that answers agree, about " + span(seconds) + " at "
                        + QuantityFormatter.number(proof.callsPerMinute())
                        + " a minute; shadow more calls, or tolerate more"
                        + given;
    }

    static String latePlan(RolloutPlan plan, double seconds) {
        return "each step is in time, all together take about " + span(seconds)
                + given("the whole", plan.limits().rollout(), plan);
    }

    static String manyProcesses(LocalBreakerPolicy breaker, int connected) {
        return QuantityFormatter.count(connected)
                + " processes are connected, and the breaker shares its error level out over "
                + QuantityFormatter.count(breaker.instances())
                + ": by chance alone they take a harmless candidate out of use more often than the plan says; set"
                + " breaker.instances to " + QuantityFormatter.count(connected) + " or more";
    }

    private static String given(String what, Duration limit, RolloutPlan plan) {
        return "; the plan gives " + what + " " + QuantityFormatter.span(limit) + " and then "
                + (plan.limits().whenLate() == DeadlineAction.HOLD ? "holds" : "rolls back");
    }

    private static String span(double seconds) {
        return QuantityFormatter.span(Duration.ofSeconds((long) Math.ceil(seconds)));
    }
}
