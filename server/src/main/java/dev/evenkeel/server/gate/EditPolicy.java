// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gate;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.server.catalog.Services;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// How many people have to approve an edit of a flag, as opposed to a rollout on it. Thread-safe.
@Component
public class EditPolicy {
    private final Policies policies;
    private final OverrideTable overrides;
    private final Services services;

    EditPolicy(Policies policies, OverrideTable overrides, Services services) {
        this.policies = policies;
        this.overrides = overrides;
        this.services = services;
    }

    /// How many people other than its author have to approve an edit; 0 where edits are free.
    ///
    /// @param changeClass what sort of change it is
    public int approvals(String environment, String flag, String changeClass) {
        GatePolicy policy = policies.of(environment);
        if (!policy.approvedEdits() || !policy.requires(ApprovalGate.NAME)) {
            return 0;
        }
        String service = services.ofFlag(environment, flag).map(Service::key).orElse(null);
        return policy.approvals(service, changeClass);
    }

    /// Whether somebody lets edits of a flag past now without the approvals that they need.
    public boolean isOverridden(String environment, String flag, Instant now) {
        GatePolicy policy = policies.of(environment);
        return overrides.validAt(environment, flag, now).stream()
                .filter(override -> override.gate().equals(ApprovalGate.NAME))
                .anyMatch(override -> policy.overrideClasses().contains(override.changeClass()));
    }
}
