// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.server.foundation.security.access.OwningServiceResolver;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The resolver of the service that owns a recorded change.
@Configuration(proxyBeanMethods = false)
class ChangeOwnerConfiguration {
    @Bean
    OwningServiceResolver changeOwner(ChangeRepository changes) {
        return new OwningServiceResolver(
                "changes",
                id -> changes.findById(id).map(stored -> List.of(stored.change().service())));
    }
}
