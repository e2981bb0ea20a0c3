// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestJsonMapper;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.PerObjectManifestKind;
import dev.evenkeel.server.foundation.security.access.Right;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The manifest kind of gate policies. Each environment has one.
@Component
class GatePolicyManifestKind implements PerObjectManifestKind {
    private final GatePolicyService policies;
    private final GatePolicyQueries gatePolicyQueries;
    private final FlagService flags;

    GatePolicyManifestKind(GatePolicyService policies, GatePolicyQueries gatePolicyQueries, FlagService flags) {
        this.policies = policies;
        this.gatePolicyQueries = gatePolicyQueries;
        this.flags = flags;
    }

    /// A policy as in files; see [GatePolicyResponse] for the fields.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Spec(
            @JsonPropertyDescription("Gates that changes must pass; omit it for all gates.") @Nullable
            List<String> requiredGates,

            @JsonPropertyDescription("Change classes for which overrides are allowed.")
            List<String> overrideClasses,

            @JsonPropertyDescription("Required approvals if no approval rule applies, 0 to 10.")
            int requiredApprovals,

            @JsonPropertyDescription("Required approvals by service, change class, or both.")
            List<GatePolicyResponse.ApprovalRuleResponse> approvalRules,

            @JsonPropertyDescription("Whether flag changes require the same approvals.")
            boolean editsRequireApproval,

            @JsonPropertyDescription(
                    "Maximum share of units in the treatments of an experiment, in percent; omit it for no limit.")
            @Nullable
            BigDecimal maxTreatmentShare) {
        static Spec of(GatePolicy policy) {
            GatePolicyResponse view = GatePolicyResponse.of(policy, List.of());
            return new Spec(
                    view.requiredGates(),
                    view.overrideClasses(),
                    view.requiredApprovals(),
                    view.approvalRules(),
                    view.editsRequireApproval(),
                    view.maxTreatmentShare());
        }
    }

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
        return ManifestJsonMapper.EXACT.valueToTree(Spec.of(policy));
    }

    @Override
    public ObjectNode defaultSpec(ManifestObjectName name) {
        return toSpec(GatePolicy.DEFAULT);
    }

    @Override
    public void apply(ManifestObjectName name, JsonNode spec, ManifestChangeContext context) {
        GatePolicy policy = GatePolicyRequestParser.parse(spec, gatePolicyQueries.listGateNames())
                .policy();
        policies.save(name.name(), policy, context.reason(), context.actor());
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext context) {
        policies.save(name.name(), GatePolicy.DEFAULT, context.reason(), context.actor());
    }
}
