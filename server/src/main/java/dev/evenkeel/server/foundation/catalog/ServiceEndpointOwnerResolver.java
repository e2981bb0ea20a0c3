// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.catalog;

import dev.evenkeel.server.foundation.security.access.OwningServiceResolver;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Resolver of paths that name services: the owner is the service itself.
@Component
class ServiceEndpointOwnerResolver implements OwningServiceResolver {
    private final ServiceCatalogService services;

    ServiceEndpointOwnerResolver(ServiceCatalogService services) {
        this.services = services;
    }

    @Override
    public String collection() {
        return "services";
    }

    @Override
    public Optional<Collection<String>> findOwningServices(String id) {
        return services.findByKey(id).map(one -> List.of(one.key()));
    }
}
