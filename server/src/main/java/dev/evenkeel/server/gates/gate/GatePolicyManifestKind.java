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
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.PerObjectManifestKind;
import dev.evenkeel.server.foundation.request.JsonRequestBinder;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The manifest kind of gate policies. Each environment has one.
@Component
class GatePolicyManifestKind implements PerObjectManifestKind {
    private final GatePolicyService policies;
    private final GatePolicyQueries gatePolicyQueries;
    private final FlagService flags;
    private final JsonRequestBinder binder;

    GatePolicyManifestKind(
            GatePolicyService policies,
            GatePolicyQueries gatePolicyQueries,
            FlagService flags,
            JsonRequestBinder binder) {
        this.policies = policies;
        this.gatePolicyQueries = gatePolicyQueries;
        this.flags = flags;
        this.binder = binder;
    }

    /// A policy without the reason, which is that of the manifest set.
    @JsonIgnoreProperties("reason")
    record Spec(@JsonUnwrapped PutGatePolicyRequest policy) {}

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.of(
                "GatePolicy",
                50,
                Right.ADMINISTER,
                Spec.class,
                "Gate requirements of an environment; its name is the name of the environment.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        flags.listEnvironments()
                .forEach(environment ->
                        all.put(ManifestObjectName.of(environment), toSpec(policies.getPolicy(environment))));
        return all;
    }

    private static ObjectNode toSpec(GatePolicy policy) {
        ObjectNode spec = JsonTextParser.STRICT.valueToTree(GatePolicyService.toResponse(policy, List.of()));
        spec.remove("availableGates");
        return spec.removeIf(JsonNode::isNull);
    }

    @Override
    public ObjectNode defaultSpec(ManifestObjectName name) {
        return toSpec(GatePolicy.DEFAULT);
    }

    @Override
    public void apply(ManifestObjectName name, JsonNode spec, ManifestChangeContext context) {
        PutGatePolicyRequest request = binder.bind(PutGatePolicyRequest.class, spec)
                .orThrow(
                        "The policy was not changed.",
                        (given, errors) ->
                                GatePolicyRequestRules.check(given, gatePolicyQueries.listGateNames(), errors));
        policies.save(name.name(), GatePolicyRequestRules.toPolicy(request), context.reason(), context.actor());
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext context) {
        policies.save(name.name(), GatePolicy.DEFAULT, context.reason(), context.actor());
    }
}
