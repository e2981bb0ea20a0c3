// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
import dev.evenkeel.server.gates.approval.ApprovalGate;
import dev.evenkeel.server.gates.gate.GatePolicyService;
import dev.evenkeel.server.gates.override.GateOverrideRepository;
import java.time.Instant;
import java.util.function.ToIntFunction;
import org.springframework.stereotype.Component;

/// What an environment's policy asks of an edit of a flag, as opposed to a rollout on it. Thread-safe.
@Component
public class FlagEditPolicy {
    private final GatePolicyService policies;
    private final GateOverrideRepository overrides;
    private final ServiceCatalog services;

    FlagEditPolicy(GatePolicyService policies, GateOverrideRepository overrides, ServiceCatalog services) {
        this.policies = policies;
        this.overrides = overrides;
        this.services = services;
    }

    /// How many people other than its author have to approve an edit of a flag, by its key; 0 where edits are
    /// free. The policy is read once, and a flag's service when it is asked about.
    ///
    /// @param changeClass what sort of change it is
    public ToIntFunction<String> approvals(String environment, String changeClass) {
        GatePolicy policy = policies.of(environment);
        if (!policy.approvedEdits() || !policy.requires(ApprovalGate.NAME)) {
            return flag -> 0;
        }
        return flag -> policy.approvals(
                services.ofFlag(environment, flag).map(Service::key).orElse(null), changeClass);
    }

    /// Whether changes of an environment have to pass a gate.
    boolean isRequired(String environment, String gate) {
        return policies.of(environment).requires(gate);
    }

    /// Whether somebody lets edits of a flag past now without the approvals that they need.
    public boolean isOverridden(String environment, String flag, Instant now) {
        return isOverridden(environment, flag, ApprovalGate.NAME, now);
    }

    /// Whether somebody lets changes of a flag past a gate now.
    boolean isOverridden(String environment, String flag, String gate, Instant now) {
        GatePolicy policy = policies.of(environment);
        return overrides.validAt(environment, flag, now).stream()
                .filter(override -> override.gate().equals(gate))
                .anyMatch(override -> policy.overrideClasses().contains(override.changeClass()));
    }
}
