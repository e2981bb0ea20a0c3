// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.api.CapacityApi.SetCapacityPolicyRequest;
import dev.evenkeel.engine.capacity.CapacityPolicy;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.PolicyManifestKind;
import dev.evenkeel.server.foundation.request.JsonRequestBinder;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// The manifest kind of capacity policies, one for each team; the name of the policy of all teams is
/// `everybody`.
@Component
class CapacityPolicyManifestKind extends PolicyManifestKind<CapacityPolicy> {
    private final CapacityPolicyAndPlanRepository repository;
    private final CapacityPolicyAndPlanService plans;
    private final JsonRequestBinder binder;

    CapacityPolicyManifestKind(
            CapacityPolicyAndPlanRepository repository, CapacityPolicyAndPlanService plans, JsonRequestBinder binder) {
        super(
                KindDescriptor.of(
                        "CapacityPolicy",
                        30,
                        Right.ADMINISTER,
                        Spec.class,
                        "Default split and cost of delay of a team; its name is the team, or everybody for all teams."),
                CapacityPolicy.NONE);
        this.repository = repository;
        this.plans = plans;
        this.binder = binder;
    }

    /// A policy without the reason, which is that of the manifest set.
    @JsonIgnoreProperties("reason")
    record Spec(@JsonUnwrapped SetCapacityPolicyRequest policy) {}

    @Override
    protected Map<String, CapacityPolicy> listPolicies() {
        Map<String, CapacityPolicy> all = new TreeMap<>();
        for (String team : repository.listTeams()) {
            repository
                    .findPolicy(team)
                    .ifPresent(policy -> all.put(team.isEmpty() ? TeamTimeReportService.ALL_TEAMS : team, policy));
        }
        return all;
    }

    @Override
    protected Object toSpec(CapacityPolicy policy) {
        return TeamTimeReportResponses.of(policy);
    }

    @Override
    protected CapacityPolicy parse(String name, JsonNode spec) {
        return CapacityRequestRules.toPolicy(
                CapacityRequestRules.requirePolicy(binder.bind(SetCapacityPolicyRequest.class, spec)));
    }

    @Override
    protected void save(String name, CapacityPolicy policy, ManifestChangeContext context) {
        String team = name.equals(TeamTimeReportService.ALL_TEAMS) ? "" : name;
        plans.setPolicy(team, policy, context.reason(), context.actor());
    }
}
