// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.api.GateApi.PutGatePolicyRequest;
import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.PolicyManifestKind;
import dev.evenkeel.server.foundation.request.JsonRequestBinder;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The manifest kind of gate policies. Each environment has one.
@Component
class GatePolicyManifestKind extends PolicyManifestKind<GatePolicy> {
    private final GatePolicyService policies;
    private final GatePolicyQueries gatePolicyQueries;
    private final FlagService flags;
    private final JsonRequestBinder binder;

    GatePolicyManifestKind(
            GatePolicyService policies,
            GatePolicyQueries gatePolicyQueries,
            FlagService flags,
            JsonRequestBinder binder) {
        super(
                KindDescriptor.of(
                        "GatePolicy",
                        50,
                        Right.ADMINISTER,
                        Spec.class,
                        "Gate requirements of an environment; its name is the name of the environment."),
                GatePolicy.DEFAULT);
        this.policies = policies;
        this.gatePolicyQueries = gatePolicyQueries;
        this.flags = flags;
        this.binder = binder;
    }

    /// A policy without the reason, which is that of the manifest set.
    @JsonIgnoreProperties("reason")
    record Spec(@JsonUnwrapped PutGatePolicyRequest policy) {}

    @Override
    protected Map<String, GatePolicy> listPolicies() {
        Map<String, GatePolicy> all = new TreeMap<>();
        flags.listEnvironments().forEach(environment -> all.put(environment, policies.getPolicy(environment)));
        return all;
    }

    @Override
    protected Object toSpec(GatePolicy policy) {
        ObjectNode response = JsonTextParser.STRICT.valueToTree(GatePolicyService.toResponse(policy, List.of()));
        response.remove("availableGates");
        return response;
    }

    @Override
    protected GatePolicy parse(String name, JsonNode spec) {
        return GatePolicyRequestRules.toPolicy(binder.bind(PutGatePolicyRequest.class, spec)
                .orThrow(
                        "The policy was not changed.",
                        (given, errors) ->
                                GatePolicyRequestRules.check(given, gatePolicyQueries.listGateNames(), errors)));
    }

    @Override
    protected void save(String name, GatePolicy policy, ManifestChangeContext context) {
        policies.save(name, policy, context.reason(), context.actor());
    }
}
