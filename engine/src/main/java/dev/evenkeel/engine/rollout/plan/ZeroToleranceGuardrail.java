// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

/// An event that must not happen on the candidate: the first one is a breach, at any exposure,
/// comparable or not.
///
/// Outside the plan's alpha: while the event comes about by itself in a share p of calls, a harmless
/// candidate is rolled back with chance 1 - exp(-p n) by its n-th call. The check's report states that
/// chance from control's own events.
///
/// @param metric name of the metric
/// @param action what a breach leads to
public record ZeroToleranceGuardrail(String metric, GuardrailAction action) implements MetricGuardrail {
    @Override
    public String name() {
        return metric;
    }

    @Override
    public double weight() {
        return 0;
    }
}
