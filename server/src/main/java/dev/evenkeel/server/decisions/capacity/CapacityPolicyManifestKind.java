// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.api.CapacityApi.SetCapacityPolicyRequest;
import dev.evenkeel.engine.capacity.CapacityPolicy;
import dev.evenkeel.engine.capacity.WorkKind;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.PerObjectManifestKind;
import dev.evenkeel.server.foundation.request.JsonRequestBinder;
import dev.evenkeel.server.foundation.security.access.Right;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The manifest kind of capacity policies, one for each team; the name of the policy of all teams is
/// `everybody`.
@Component
class CapacityPolicyManifestKind implements PerObjectManifestKind {
    private final CapacityPolicyAndPlanRepository repository;
    private final CapacityPolicyAndPlanService plans;
    private final JsonRequestBinder binder;

    CapacityPolicyManifestKind(
            CapacityPolicyAndPlanRepository repository, CapacityPolicyAndPlanService plans, JsonRequestBinder binder) {
        this.repository = repository;
        this.plans = plans;
        this.binder = binder;
    }

    /// The spec of a capacity policy; see [CapacityPolicy] for its fields.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Spec(
            @JsonPropertyDescription("default share of each kind of work; the shares add up to 1")
            Map<WorkKind, Double> defaultSplit,

            @JsonPropertyDescription("capacity of the team in person-days per week") @Nullable
            Double daysPerWeek,

            @JsonPropertyDescription("cost of one week of delay") @Nullable
            BigDecimal costOfDelay,

            @JsonPropertyDescription("ISO 4217 code of the currency of costOfDelay")
            String currency) {
        static Spec of(CapacityPolicy policy) {
            return new Spec(
                    policy.defaultSplit().shares(), policy.daysPerWeek(), policy.costOfDelay(), policy.currency());
        }
    }

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.of(
                "CapacityPolicy",
                30,
                Right.ADMINISTER,
                Spec.class,
                "Default split and cost of delay of a team; its name is the team, or everybody for all teams.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        for (String team : repository.listTeams()) {
            repository
                    .findPolicy(team)
                    .ifPresent(policy -> all.put(
                            ManifestObjectName.of(team.isEmpty() ? TeamTimeReportService.ALL_TEAMS : team),
                            toSpec(policy)));
        }
        return all;
    }

    private static ObjectNode toSpec(CapacityPolicy policy) {
        return JsonTextParser.STRICT.valueToTree(Spec.of(policy));
    }

    @Override
    public ObjectNode defaultSpec(ManifestObjectName name) {
        return toSpec(CapacityPolicy.NONE);
    }

    @Override
    public void apply(ManifestObjectName name, JsonNode spec, ManifestChangeContext context) {
        SetCapacityPolicyRequest request =
                CapacityRequestRules.requirePolicy(binder.bind(SetCapacityPolicyRequest.class, spec));
        setPolicy(name, CapacityRequestRules.toPolicy(request), context);
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext context) {
        setPolicy(name, CapacityPolicy.NONE, context);
    }

    private void setPolicy(ManifestObjectName name, CapacityPolicy policy, ManifestChangeContext context) {
        String team = name.name().equals(TeamTimeReportService.ALL_TEAMS) ? "" : name.name();
        plans.setPolicy(team, policy, context.reason(), context.actor());
    }
}
