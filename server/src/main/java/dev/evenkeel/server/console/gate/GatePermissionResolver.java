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

/// Determines the actions that users may take on gates. The API checks the same permissions on each request.
/// Thread-safe.
@Component
final class GatePermissionResolver {
    private final GatePolicyQueries policies;
    private final FlagOwnerResolver owners;
    private final FlagService flags;

    GatePermissionResolver(GatePolicyQueries policies, FlagOwnerResolver owners, FlagService flags) {
        this.policies = policies;
        this.owners = owners;
        this.flags = flags;
    }

    /// Returns the actions on the gates of a rollout.
    GateActions getActions(Rollout rollout, GrantedRights grants) {
        String environment = rollout.environment();
        Collection<String> services = owners.listOwningServices(environment, rollout.flag());
        List<String> classes = grants.hasRight(Right.OPERATE, services)
                ? policies.getPolicy(environment).overrideClasses().stream()
                        .sorted()
                        .toList()
                : List.of();
        return new GateActions(environment, rollout.flag(), classes, grants.hasRight(Right.APPROVE, services));
    }

    /// Whether the freeze calendar may be changed with these rights.
    boolean canFreeze(GrantedRights grants) {
        return grants.hasRightEverywhere(Right.OPERATE);
    }

    /// Returns the names of all environments.
    List<String> listEnvironments() {
        return flags.listEnvironments();
    }
}
