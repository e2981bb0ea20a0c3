// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.catalog;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import java.util.Collection;
import org.springframework.stereotype.Component;

/// Resolver of flag owners, based on the service catalog.
@Component
class CatalogFlagOwningServiceResolver implements FlagOwnerResolver {
    private final ServiceCatalogService services;

    CatalogFlagOwningServiceResolver(ServiceCatalogService services) {
        this.services = services;
    }

    @Override
    public Collection<String> listOwningServices(String environment, String flag) {
        return services.findByFlag(environment, flag).map(Service::key).stream().toList();
    }
}
