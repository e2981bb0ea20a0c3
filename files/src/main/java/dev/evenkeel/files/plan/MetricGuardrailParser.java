// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import dev.evenkeel.engine.rollout.plan.EventCeilingGuardrail;
import dev.evenkeel.engine.rollout.plan.EventGuardrail;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.MetricGuardrail;
import dev.evenkeel.engine.rollout.plan.SliceGuardrail;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail.HarmDirection;
import dev.evenkeel.engine.rollout.plan.ZeroToleranceGuardrail;
import dev.evenkeel.files.json.JsonObjectReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a guardrail on a metric of the service's own. Which fields it may have depends on its kind.
final class MetricGuardrailParser {
    private static final Set<String> ZERO = Set.of("metric", "kind", "action");
    private static final Set<String> CEILING = Set.of("metric", "kind", "action", "limit");
    private static final Set<String> EVENTS = Set.of("metric", "kind", "action", "weight", "rollbackRatio");
    private static final Set<String> VALUE = Set.of("metric", "kind", "action", "weight", "rollbackRatio", "worse");

    private static final Set<String> SLICE = Set.of("slice", "kind", "action", "weight", "rollbackRatio");

    private MetricGuardrailParser() {}

    /// Reads them. One that cannot be read is noted, and its place taken, so that the others keep theirs.
    static List<MetricGuardrail> all(List<JsonObjectReader> elements) {
        List<MetricGuardrail> all = new ArrayList<>();
        for (JsonObjectReader fields : elements) {
            MetricGuardrail guardrail = guardrail(fields);
            all.add(
                    guardrail == null
                            ? new ZeroToleranceGuardrail("unread-" + all.size(), GuardrailAction.HOLD)
                            : guardrail);
        }
        return all;
    }

    private static @Nullable MetricGuardrail guardrail(JsonObjectReader fields) {
        if (fields.find("kind") == null) {
            fields.faults().add(fields.at("kind"), "is missing", "use ZERO_TOLERANCE, CEILING, EVENTS, VALUE or SLICE");
            return null;
        }
        int before = fields.faults().all().size();
        MetricGuardrailType kind = fields.oneOf("kind", MetricGuardrailType.class, MetricGuardrailType.ZERO_TOLERANCE);
        if (fields.faults().all().size() > before) {
            return null;
        }
        return guardrail(fields, kind, fields.text("metric", ""));
    }

    private static MetricGuardrail guardrail(JsonObjectReader fields, MetricGuardrailType kind, String metric) {
        GuardrailAction action = RolloutPlanCodec.action(fields, GuardrailAction.ROLL_BACK);
        return switch (kind) {
            case ZERO_TOLERANCE -> {
                fields.only(ZERO);
                yield new ZeroToleranceGuardrail(metric, action);
            }
            case CEILING -> {
                fields.only(CEILING);
                yield new EventCeilingGuardrail(metric, fields.number("limit", 0), action);
            }
            case EVENTS -> {
                fields.only(EVENTS);
                yield new EventGuardrail(metric, fields.number("weight", 0), fields.number("rollbackRatio", 1), action);
            }
            case SLICE -> {
                fields.only(SLICE);
                yield new SliceGuardrail(
                        fields.text("slice", ""),
                        fields.number("weight", 0),
                        fields.number("rollbackRatio", 1),
                        action);
            }
            case VALUE -> value(fields.only(VALUE), metric, action);
        };
    }

    private static ValueGuardrail value(JsonObjectReader fields, String metric, GuardrailAction action) {
        return new ValueGuardrail(
                metric,
                fields.oneOf("worse", HarmDirection.class, HarmDirection.HIGHER),
                fields.number("weight", 0),
                fields.number("rollbackRatio", 1),
                action);
    }
}
