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

/// What a preview is asked for: a plan, and the traffic to try it at.
public record PlanPreviewRequest(RolloutPlan plan, TrafficAssumptions traffic) {
    private static final Set<String> FIELDS =
            Set.of("plan", "callsPerSecond", "baseRate", "callsPerUnit", "moneyPerFailure");

    /// Reads an order.
    ///
    /// @param plans those that it can name
    /// @return null when something is wrong; every fault is then noted
    public static @Nullable PlanPreviewRequest read(JsonNode body, NamedPlanLookup plans, ValidationErrors faults) {
        JsonObjectReader fields = new JsonObjectReader(body, "", faults).only(FIELDS);
        RolloutPlan plan = RolloutPlanCodec.read(fields.find("plan"), plans, fields.at("plan"), faults);
        double calls = number(fields, "callsPerSecond", "how many calls a second the service gets");
        check(
                fields,
                "callsPerSecond",
                calls,
                calls >= TrafficAssumptions.MIN_CALLS_PER_SECOND && calls <= TrafficAssumptions.MOST_CALLS,
                "1e-6 to 1e9");
        double base = number(fields, "baseRate", "the share of calls that fail today, such as 0.005");
        check(fields, "baseRate", base, base >= 0 && base < 1, "0 to below 1: 0.005 is one call in 200");
        double perUnit = fields.number("callsPerUnit", 1);
        check(fields, "callsPerUnit", perUnit, perUnit >= 1 && perUnit <= TrafficAssumptions.MOST_CALLS, "1 to 1e9");
        double money = fields.number("moneyPerFailure", 1);
        check(
                fields,
                "moneyPerFailure",
                money,
                money >= TrafficAssumptions.MIN_MONEY && money <= TrafficAssumptions.MAX_MONEY,
                "1e-9 to 1e12");
        if (plan == null || !faults.all().isEmpty()) {
            return null;
        }
        OptionalDouble price =
                fields.find("moneyPerFailure") == null ? OptionalDouble.empty() : OptionalDouble.of(money);
        return new PlanPreviewRequest(plan, new TrafficAssumptions(calls, base, perUnit, price));
    }

    private static double number(JsonObjectReader fields, String name, String what) {
        if (fields.object() != null && fields.find(name) == null) {
            fields.faults().add(fields.at(name), "is missing", "give " + what);
        }
        return fields.number(name, Double.NaN);
    }

    private static void check(JsonObjectReader fields, String name, double value, boolean holds, String range) {
        if (!holds) {
            fields.faults().add(fields.at(name), "must be " + range + ", got " + value, "give a number in that range");
        }
    }
}
