// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import dev.evenkeel.engine.preview.TrafficAssumptions;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A request for a preview of a plan at given traffic.
public record PlanPreviewRequest(RolloutPlan plan, TrafficAssumptions traffic) {
    private static final Set<String> FIELDS =
            Set.of("plan", "callsPerSecond", "baseRate", "callsPerUnit", "moneyPerFailure");

    /// Parses a request.
    ///
    /// @param plans plans that the request can reference by name
    /// @return null when the request is invalid; all errors are then in `errors`
    public static @Nullable PlanPreviewRequest parse(JsonNode body, NamedPlanLookup plans, ValidationErrors errors) {
        JsonObjectReader fields = new JsonObjectReader(body, "", errors).rejectUnknownFields(FIELDS);
        RolloutPlan plan = RolloutPlanCodec.parse(fields.find("plan"), plans, fields.pointerTo("plan"), errors);
        double calls = requireNumber(fields, "callsPerSecond", "the calls per second of the service");
        checkRange(
                fields,
                "callsPerSecond",
                calls,
                calls >= TrafficAssumptions.MIN_CALLS_PER_SECOND && calls <= TrafficAssumptions.MAX_CALLS_PER_SECOND,
                "1e-6 to 1e9");
        double base = requireNumber(fields, "baseRate", "the share of calls that fail today, such as 0.005");
        checkRange(fields, "baseRate", base, base >= 0 && base < 1, "0 to below 1, such as 0.005 for one call in 200");
        double perUnit = fields.number("callsPerUnit", 1);
        checkRange(
                fields,
                "callsPerUnit",
                perUnit,
                perUnit >= 1 && perUnit <= TrafficAssumptions.MAX_CALLS_PER_SECOND,
                "1 to 1e9");
        double money = fields.number("moneyPerFailure", 1);
        checkRange(
                fields,
                "moneyPerFailure",
                money,
                money >= TrafficAssumptions.MIN_MONEY && money <= TrafficAssumptions.MAX_MONEY,
                "1e-9 to 1e12");
        if (plan == null || !errors.toList().isEmpty()) {
            return null;
        }
        OptionalDouble price =
                fields.find("moneyPerFailure") == null ? OptionalDouble.empty() : OptionalDouble.of(money);
        return new PlanPreviewRequest(plan, new TrafficAssumptions(calls, base, perUnit, price));
    }

    private static double requireNumber(JsonObjectReader fields, String name, String what) {
        if (fields.object() != null && fields.find(name) == null) {
            fields.addError(name, "is missing", "set " + what);
        }
        return fields.number(name, Double.NaN);
    }

    private static void checkRange(JsonObjectReader fields, String name, double value, boolean holds, String range) {
        if (!holds) {
            fields.addError(name, "must be " + range + ", got " + value, "use a number in that range");
        }
    }
}
