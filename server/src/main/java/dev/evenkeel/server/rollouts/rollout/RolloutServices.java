// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.server.foundation.security.access.FlagOwners;
import dev.evenkeel.server.foundation.security.access.ServiceLookup;
import java.util.Collection;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Says whose a rollout is: whoever owns its flag.
@Component
class RolloutServices implements ServiceLookup {
    private final Rollouts rollouts;
    private final FlagOwners owners;

    RolloutServices(Rollouts rollouts, FlagOwners owners) {
        this.rollouts = rollouts;
        this.owners = owners;
    }

    @Override
    public String collection() {
        return "rollouts";
    }

    @Override
    public Optional<Collection<String>> servicesOf(String id) {
        return rollouts.find(id).map(rollout -> owners.ofFlag(rollout.environment(), rollout.flag()));
    }
}
