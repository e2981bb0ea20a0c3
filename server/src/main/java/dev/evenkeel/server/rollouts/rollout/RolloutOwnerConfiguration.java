// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.OwningServiceResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The resolver of a rollout's owning services: the owners of its flag.
@Configuration(proxyBeanMethods = false)
class RolloutOwnerConfiguration {
    @Bean
    OwningServiceResolver rolloutOwner(RolloutQueries rollouts, FlagOwnerResolver owners) {
        return new OwningServiceResolver(
                "rollouts",
                id -> rollouts.find(id)
                        .map(rollout -> owners.listOwningServices(rollout.environment(), rollout.flag())));
    }
}
