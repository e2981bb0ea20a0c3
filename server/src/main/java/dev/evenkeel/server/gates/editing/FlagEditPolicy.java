// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.gates.approval.RolloutApprovalGate;
import dev.evenkeel.server.gates.gate.GatePolicyService;
import dev.evenkeel.server.gates.override.GateOverrideRepository;
import java.time.Instant;
import java.util.function.ToIntFunction;
import org.springframework.stereotype.Component;

/// The requirements of an environment's gate policy for flag edits (rollouts have their own). Thread-safe.
@Component
public class FlagEditPolicy {
    private final GatePolicyService policies;
    private final GateOverrideRepository overrides;
    private final ServiceCatalogService services;

    FlagEditPolicy(GatePolicyService policies, GateOverrideRepository overrides, ServiceCatalogService services) {
        this.policies = policies;
        this.overrides = overrides;
        this.services = services;
    }

    /// Returns a function from a flag key to the number of approvals, without the author's, that an edit
    /// requires; 0 if edits need no approval. Reads the policy once, and the flag's service on each call of the
    /// function.
    ///
    /// @param changeClass class of the change
    public ToIntFunction<String> requiredApprovals(String environment, String changeClass) {
        GatePolicy policy = policies.getPolicy(environment);
        if (!policy.editsRequireApproval() || !policy.requires(RolloutApprovalGate.NAME)) {
            return flag -> 0;
        }
        return flag -> policy.requiredApprovals(
                services.findByFlag(environment, flag).map(Service::key).orElse(null), changeClass);
    }

    /// Returns whether an environment requires a gate.
    boolean isRequired(String environment, String gate) {
        return policies.getPolicy(environment).requires(gate);
    }

    /// Returns whether an override allows edits of a flag without the required approvals.
    public boolean isOverridden(String environment, String flag, Instant now) {
        return isOverridden(environment, flag, RolloutApprovalGate.NAME, now);
    }

    /// Returns whether an override allows changes of a flag despite a gate.
    boolean isOverridden(String environment, String flag, String gate, Instant now) {
        GatePolicy policy = policies.getPolicy(environment);
        return overrides.listValidAt(environment, flag, now).stream()
                .filter(override -> override.gate().equals(gate))
                .anyMatch(override -> policy.overrideClasses().contains(override.changeClass()));
    }
}
