// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.OwningServiceResolver;
import java.util.Collection;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The resolver of a rollout's owning services: the owners of its flag.
@Component
class RolloutOwningServiceResolver implements OwningServiceResolver {
    private final RolloutQueries rollouts;
    private final FlagOwnerResolver owners;

    RolloutOwningServiceResolver(RolloutQueries rollouts, FlagOwnerResolver owners) {
        this.rollouts = rollouts;
        this.owners = owners;
    }

    @Override
    public String collection() {
        return "rollouts";
    }

    @Override
    public Optional<Collection<String>> findOwningServices(String id) {
        return rollouts.find(id).map(rollout -> owners.listOwningServices(rollout.environment(), rollout.flag()));
    }
}
