// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import dev.evenkeel.engine.rollout.plan.EventCeiling;
import dev.evenkeel.engine.rollout.plan.EventGuardrail;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.MetricGuardrail;
import dev.evenkeel.engine.rollout.plan.SliceGuardrail;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail.Worse;
import dev.evenkeel.engine.rollout.plan.ZeroTolerance;
import dev.evenkeel.files.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a guardrail on a metric of the service's own. Which fields it may have depends on its kind.
final class MetricFields {
    private static final Set<String> ZERO = Set.of("metric", "kind", "action");
    private static final Set<String> CEILING = Set.of("metric", "kind", "action", "limit");
    private static final Set<String> EVENTS = Set.of("metric", "kind", "action", "weight", "rollbackRatio");
    private static final Set<String> VALUE = Set.of("metric", "kind", "action", "weight", "rollbackRatio", "worse");

    private static final Set<String> SLICE = Set.of("slice", "kind", "action", "weight", "rollbackRatio");

    private MetricFields() {}

    /// Reads them. One that cannot be read is noted, and its place taken, so that the others keep theirs.
    static List<MetricGuardrail> all(List<JsonFields> elements) {
        List<MetricGuardrail> all = new ArrayList<>();
        for (JsonFields fields : elements) {
            MetricGuardrail guardrail = guardrail(fields);
            all.add(guardrail == null ? new ZeroTolerance("unread-" + all.size(), GuardrailAction.HOLD) : guardrail);
        }
        return all;
    }

    private static @Nullable MetricGuardrail guardrail(JsonFields fields) {
        if (fields.find("kind") == null) {
            fields.faults().add(fields.at("kind"), "is missing", "use ZERO_TOLERANCE, CEILING, EVENTS, VALUE or SLICE");
            return null;
        }
        int before = fields.faults().all().size();
        MetricKind kind = fields.oneOf("kind", MetricKind.class, MetricKind.ZERO_TOLERANCE);
        if (fields.faults().all().size() > before) {
            return null;
        }
        return guardrail(fields, kind, fields.text("metric", ""));
    }

    private static MetricGuardrail guardrail(JsonFields fields, MetricKind kind, String metric) {
        GuardrailAction action = PlanCodec.action(fields, GuardrailAction.ROLL_BACK);
        return switch (kind) {
            case ZERO_TOLERANCE -> {
                fields.only(ZERO);
                yield new ZeroTolerance(metric, action);
            }
            case CEILING -> {
                fields.only(CEILING);
                yield new EventCeiling(metric, fields.number("limit", 0), action);
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

    private static ValueGuardrail value(JsonFields fields, String metric, GuardrailAction action) {
        return new ValueGuardrail(
                metric,
                fields.oneOf("worse", Worse.class, Worse.HIGHER),
                fields.number("weight", 0),
                fields.number("rollbackRatio", 1),
                action);
    }
}
