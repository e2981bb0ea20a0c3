// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import dev.evenkeel.engine.rollout.plan.CustomMetricGuardrail;
import dev.evenkeel.engine.rollout.plan.EventCeilingGuardrail;
import dev.evenkeel.engine.rollout.plan.EventGuardrail;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.SliceGuardrail;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail.HarmDirection;
import dev.evenkeel.engine.rollout.plan.ZeroToleranceGuardrail;
import dev.evenkeel.files.json.JsonObjectReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A parser of guardrails on custom metrics. The allowed fields depend on the kind of guardrail.
final class MetricGuardrailParser {
    private static final Set<String> ZERO = Set.of("metric", "kind", "action");
    private static final Set<String> CEILING = Set.of("metric", "kind", "action", "limit");
    private static final Set<String> EVENTS = Set.of("metric", "kind", "action", "weight", "rollbackRatio");
    private static final Set<String> VALUE = Set.of("metric", "kind", "action", "weight", "rollbackRatio", "worse");

    private static final Set<String> SLICE = Set.of("slice", "kind", "action", "weight", "rollbackRatio");

    private MetricGuardrailParser() {}

    /// Parses a list of guardrails. An invalid guardrail is reported and replaced by a placeholder, so that the
    /// others keep their positions.
    static List<CustomMetricGuardrail> parseAll(List<JsonObjectReader> elements) {
        List<CustomMetricGuardrail> all = new ArrayList<>();
        for (JsonObjectReader fields : elements) {
            CustomMetricGuardrail guardrail = parse(fields);
            all.add(
                    guardrail == null
                            ? new ZeroToleranceGuardrail("unread-" + all.size(), GuardrailAction.HOLD)
                            : guardrail);
        }
        return all;
    }

    private static @Nullable CustomMetricGuardrail parse(JsonObjectReader fields) {
        if (fields.find("kind") == null) {
            fields.errors()
                    .add(fields.pointerTo("kind"), "is missing", "use ZERO_TOLERANCE, CEILING, EVENTS, VALUE or SLICE");
            return null;
        }
        int before = fields.errors().toList().size();
        MetricGuardrailType type =
                fields.enumValue("kind", MetricGuardrailType.class, MetricGuardrailType.ZERO_TOLERANCE);
        if (fields.errors().toList().size() > before) {
            return null;
        }
        return parse(fields, type, fields.text("metric", ""));
    }

    private static CustomMetricGuardrail parse(JsonObjectReader fields, MetricGuardrailType type, String metric) {
        GuardrailAction action = RolloutPlanCodec.parseAction(fields, GuardrailAction.ROLL_BACK);
        return switch (type) {
            case ZERO_TOLERANCE -> {
                fields.rejectUnknownFields(ZERO);
                yield new ZeroToleranceGuardrail(metric, action);
            }
            case CEILING -> {
                fields.rejectUnknownFields(CEILING);
                yield new EventCeilingGuardrail(metric, fields.number("limit", 0), action);
            }
            case EVENTS -> {
                fields.rejectUnknownFields(EVENTS);
                yield new EventGuardrail(metric, fields.number("weight", 0), fields.number("rollbackRatio", 1), action);
            }
            case SLICE -> {
                fields.rejectUnknownFields(SLICE);
                yield new SliceGuardrail(
                        fields.text("slice", ""),
                        fields.number("weight", 0),
                        fields.number("rollbackRatio", 1),
                        action);
            }
            case VALUE -> parseValue(fields.rejectUnknownFields(VALUE), metric, action);
        };
    }

    private static ValueGuardrail parseValue(JsonObjectReader fields, String metric, GuardrailAction action) {
        return new ValueGuardrail(
                metric,
                fields.enumValue("worse", HarmDirection.class, HarmDirection.HIGHER),
                fields.number("weight", 0),
                fields.number("rollbackRatio", 1),
                action);
    }
}
