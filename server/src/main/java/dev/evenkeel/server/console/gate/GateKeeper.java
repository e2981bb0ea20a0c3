// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.gate;

import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.foundation.security.access.FlagOwners;
import dev.evenkeel.server.foundation.security.access.Grants;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.gates.gate.PolicyBook;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/// What people may do about gates. The API asks the same when they do it. Thread-safe.
@Component
final class GateKeeper {
    private final PolicyBook policies;
    private final FlagOwners owners;
    private final Flags flags;

    GateKeeper(PolicyBook policies, FlagOwners owners, Flags flags) {
        this.policies = policies;
        this.owners = owners;
        this.flags = flags;
    }

    /// What somebody may do about the gates of a rollout.
    GateWays ways(Rollout rollout, Grants grants) {
        String environment = rollout.environment();
        Collection<String> services = owners.ofFlag(environment, rollout.flag());
        List<String> classes = grants.allow(Right.OPERATE, services)
                ? policies.of(environment).overrideClasses().stream().sorted().toList()
                : List.of();
        return new GateWays(environment, rollout.flag(), classes, grants.allow(Right.APPROVE, services));
    }

    /// Whether somebody may change the freeze calendar.
    boolean mayFreeze(Grants grants) {
        return grants.allowEverywhere(Right.OPERATE);
    }

    /// Names of all environments.
    List<String> environments() {
        return flags.environments();
    }
}
