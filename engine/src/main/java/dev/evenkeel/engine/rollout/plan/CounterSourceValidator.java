// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The validator of a plan's counter sources.
final class CounterSourceValidator {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final RolloutPlanValidator validator;

    CounterSourceValidator(RolloutPlanValidator validator) {
        this.validator = validator;
    }

    void validate(Guardrails guardrails) {
        Set<String> metrics = new HashSet<>();
        for (int i = 0; i < guardrails.sources().size(); i++) {
            String pointer = "/guardrails/sources/" + i;
            CounterSource source = guardrails.sources().get(i);
            if (source == null) {
                validator.add(pointer, "is missing", "remove the empty entry");
                continue;
            }
            validateMetric(pointer + "/metric", source.metric(), guardrails, metrics);
            validateSource(pointer, source);
        }
    }

    private void validateMetric(String pointer, @Nullable String metric, Guardrails guardrails, Set<String> seen) {
        if (metric == null || !seen.add(metric)) {
            validator.add(pointer, "duplicate or missing metric, got " + metric, "use one source per metric");
            return;
        }
        boolean used = guardrails.metrics().stream()
                .anyMatch(guardrail -> guardrail != null && metric.equals(guardrail.metric()));
        validator.require(
                used,
                pointer,
                "no guardrail uses the metric \"" + metric + "\"",
                "add one to guardrails.metrics, or remove the source");
        boolean value = guardrails.metrics().stream()
                .anyMatch(guardrail -> guardrail instanceof ValueGuardrail && metric.equals(guardrail.metric()));
        validator.require(
                !value,
                pointer,
                "a VALUE guardrail uses \"" + metric + "\", but counters have no values",
                "use EVENTS, CEILING or ZERO_TOLERANCE, or measure the value in the service's code");
    }

    private void validateSource(String pointer, CounterSource source) {
        validateSelector(pointer + "/control", source.control());
        validateSelector(pointer + "/candidate", source.candidate());
        validator.require(
                source.control() == null || !source.control().equals(source.candidate()),
                pointer + "/candidate",
                "must differ from the selector of control, got " + source.candidate(),
                "select by the label that names the variant");
        Duration every = source.every();
        validator.require(
                every != null && every.compareTo(SHORTEST) >= 0 && every.compareTo(LONGEST) <= 0,
                pointer + "/every",
                "must be 1 s to 2 min, got " + every,
                "use the scrape interval of Prometheus, often PT15S");
        validator.require(
                source.perUnit() >= 1,
                pointer + "/perUnit",
                "must be 1 or more, got " + source.perUnit(),
                "use 1 if each event belongs to a different unit");
    }

    private void validateSelector(String pointer, @Nullable String selector) {
        validator.require(
                selector != null && !selector.isBlank(),
                pointer,
                "the selector is missing",
                "write a selector of counters, such as http_errors_total{variant=\"classic\"}");
    }
}
