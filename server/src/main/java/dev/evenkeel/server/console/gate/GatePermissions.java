// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.gate;

import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.GrantedRights;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.gates.gate.GatePolicyQueries;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/// What people may do about gates. The API asks the same when they do it. Thread-safe.
@Component
final class GatePermissions {
    private final GatePolicyQueries policies;
    private final FlagOwnerResolver owners;
    private final FlagService flags;

    GatePermissions(GatePolicyQueries policies, FlagOwnerResolver owners, FlagService flags) {
        this.policies = policies;
        this.owners = owners;
        this.flags = flags;
    }

    /// What somebody may do about the gates of a rollout.
    GateActions ways(Rollout rollout, GrantedRights grants) {
        String environment = rollout.environment();
        Collection<String> services = owners.ofFlag(environment, rollout.flag());
        List<String> classes = grants.allow(Right.OPERATE, services)
                ? policies.of(environment).overrideClasses().stream().sorted().toList()
                : List.of();
        return new GateActions(environment, rollout.flag(), classes, grants.allow(Right.APPROVE, services));
    }

    /// Whether somebody may change the freeze calendar.
    boolean mayFreeze(GrantedRights grants) {
        return grants.allowEverywhere(Right.OPERATE);
    }

    /// Names of all environments.
    List<String> environments() {
        return flags.environments();
    }
}
