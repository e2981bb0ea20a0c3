// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

/// An event that may happen on the candidate now and then, but not more often than a limit: judged
/// without comparison, so at 100 % too. No breach while control is beyond the limit as well: then it is
/// not the candidate.
///
/// Outside the plan's sum: it is wrong by itself with a chance of at most the plan's alpha, as long as
/// units that have the event come as a Poisson stream below the limit.
///
/// @param metric name of the metric
/// @param limit tolerated units with the event, as a share of calls, above 0 and below 1
/// @param action what a breach leads to
public record EventCeilingGuardrail(String metric, double limit, GuardrailAction action) implements MetricGuardrail {
    @Override
    public String name() {
        return metric + " ceiling";
    }

    @Override
    public double weight() {
        return 0;
    }
}
