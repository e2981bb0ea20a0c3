// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.catalog;

import dev.evenkeel.server.foundation.security.access.OwningServiceResolver;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Resolver of paths that name services: the owner is the service itself.
@Configuration(proxyBeanMethods = false)
class ServiceOwnerConfiguration {
    @Bean
    OwningServiceResolver serviceOwner(ServiceCatalogService services) {
        return new OwningServiceResolver(
                "services", id -> services.findByKey(id).map(service -> List.of(service.key())));
    }
}
