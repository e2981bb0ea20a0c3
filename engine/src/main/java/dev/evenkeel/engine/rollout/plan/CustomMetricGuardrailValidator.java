// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.core.telemetry.MetricNames;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The validator of a plan's guardrails on custom metrics.
final class CustomMetricGuardrailValidator {
    private static final int MOST = 20;

    private final RolloutPlanValidator validator;

    CustomMetricGuardrailValidator(RolloutPlanValidator validator) {
        this.validator = validator;
    }

    /// Validates all of them.
    ///
    /// @return the sum of their weights
    double validate(Guardrails guardrails) {
        List<CustomMetricGuardrail> metrics = guardrails.metrics();
        long slices = metrics.stream().filter(SliceGuardrail.class::isInstance).count();
        validator.require(
                slices <= MOST && metrics.size() - slices <= MOST,
                "/guardrails/metrics",
                "must be at most " + MOST + " metrics and " + MOST + " slices, got " + (metrics.size() - slices)
                        + " and " + slices,
                "remove the guardrails that need not roll back the rollout");
        Set<String> names = usedNames(guardrails);
        double weights = 0;
        for (int i = 0; i < metrics.size(); i++) {
            weights += validateGuardrail("/guardrails/metrics/" + i, metrics.get(i), names);
        }
        return weights;
    }

    private static Set<String> usedNames(Guardrails guardrails) {
        Stream<String> latency =
                guardrails.latency().stream().filter(one -> one != null).map(LatencyGuardrail::name);
        Set<String> names = new HashSet<>(latency.toList());
        names.add(guardrails.errors().name());
        names.add("rank");
        if (guardrails.reconciliation() != null) {
            names.add(ReconciliationGuardrail.NAME);
        }
        return names;
    }

    private double validateGuardrail(String pointer, @Nullable CustomMetricGuardrail guardrail, Set<String> names) {
        if (guardrail == null) {
            validator.add(pointer, "is missing", "remove the empty entry");
            return 0;
        }
        boolean sliced = guardrail instanceof SliceGuardrail;
        String metric = guardrail instanceof SliceGuardrail slice ? slice.slice() : guardrail.metric();
        validator.require(
                MetricNames.isValidName(metric),
                pointer + (sliced ? "/slice" : "/metric"),
                "must be " + MetricNames.NAME_DESCRIPTION + ", got " + metric,
                "use the name that the service reports, such as double-bookings");
        validator.require(
                names.add(guardrail.name()),
                pointer,
                "duplicate check \"" + guardrail.name() + "\"",
                "remove one of them, or rename the metric");
        validator.validateAction(pointer, guardrail.action());
        validateFields(pointer, guardrail);
        return guardrail.weight();
    }

    private void validateFields(String pointer, CustomMetricGuardrail guardrail) {
        switch (guardrail) {
            case ZeroToleranceGuardrail ignored -> {}
            case EventCeilingGuardrail ceiling ->
                validator.require(
                        ceiling.limit() > 0 && ceiling.limit() < 1,
                        pointer + "/limit",
                        "must be above 0 and below 1, got " + ceiling.limit(),
                        "0.0001 tolerates one unit in 10,000 calls; use ZERO_TOLERANCE to tolerate none");
            case EventGuardrail events -> validateComparison(pointer, events.weight(), events.rollbackRatio());
            case SliceGuardrail slice -> validateComparison(pointer, slice.weight(), slice.rollbackRatio());
            case ValueGuardrail value -> {
                validateComparison(pointer, value.weight(), value.rollbackRatio());
                if (value.worse() == null) {
                    validator.add(pointer + "/worse", "is missing", "use HIGHER or LOWER");
                }
            }
        }
    }

    private void validateComparison(String pointer, double weight, double rollbackRatio) {
        validator.validateWeight(pointer, weight);
        validator.validateRatio(pointer + "/rollbackRatio", rollbackRatio);
    }
}
