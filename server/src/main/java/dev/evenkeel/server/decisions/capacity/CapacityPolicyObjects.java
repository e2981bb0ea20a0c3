// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.capacity.CapacityPolicy;
import dev.evenkeel.engine.capacity.WorkKind;
import dev.evenkeel.server.foundation.manifest.ManifestJson;
import dev.evenkeel.server.foundation.manifest.ObjectForm;
import dev.evenkeel.server.foundation.manifest.ObjectName;
import dev.evenkeel.server.foundation.manifest.ObjectOrder;
import dev.evenkeel.server.foundation.manifest.SingleObjectKind;
import dev.evenkeel.server.foundation.security.access.Right;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Policies of capacity in files, by team; `everybody` is the whole organisation.
@Component
class CapacityPolicyObjects implements SingleObjectKind {
    private final CapacityTable table;
    private final CapacityPlans plans;

    CapacityPolicyObjects(CapacityTable table, CapacityPlans plans) {
        this.table = table;
        this.plans = plans;
    }

    /// A policy as files write it; the parts mean what they mean in [CapacityPolicy].
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Spec(
            @JsonPropertyDescription("shares of kinds of work when nothing says otherwise, together 1")
            Map<WorkKind, Double> usual,

            @JsonPropertyDescription("person-days that the team has in a week") @Nullable
            Double daysPerWeek,

            @JsonPropertyDescription("money that each week costs by which its change is put off") @Nullable
            BigDecimal delayCost,

            @JsonPropertyDescription("currency of the delay cost, ISO 4217")
            String currency) {
        static Spec of(CapacityPolicy policy) {
            return new Spec(policy.usual().shares(), policy.daysPerWeek(), policy.delayCost(), policy.currency());
        }
    }

    @Override
    public ObjectForm form() {
        return ObjectForm.of(
                "CapacityPolicy",
                30,
                Right.ADMINISTER,
                Spec.class,
                "What holds of a team's time; named after the team, everybody for the whole organisation.");
    }

    @Override
    public SortedMap<ObjectName, JsonNode> all() {
        SortedMap<ObjectName, JsonNode> all = new TreeMap<>();
        for (String team : table.teams()) {
            table.policy(team)
                    .ifPresent(policy ->
                            all.put(ObjectName.of(team.isEmpty() ? Capacities.EVERYBODY : team), spec(policy)));
        }
        return all;
    }

    private static ObjectNode spec(CapacityPolicy policy) {
        return ManifestJson.EXACT.valueToTree(Spec.of(policy));
    }

    @Override
    public ObjectNode usual(ObjectName name) {
        return spec(CapacityPolicy.NONE);
    }

    @Override
    public void put(ObjectName name, JsonNode spec, ObjectOrder order) {
        set(name, CapacityOrders.policy(spec).policy(), order);
    }

    @Override
    public void delete(ObjectName name, ObjectOrder order) {
        set(name, CapacityPolicy.NONE, order);
    }

    private void set(ObjectName name, CapacityPolicy policy, ObjectOrder order) {
        String team = name.name().equals(Capacities.EVERYBODY) ? "" : name.name();
        plans.set(team, new CapacityOrders.NewPolicy(policy, order.reason()), order.who());
    }
}
