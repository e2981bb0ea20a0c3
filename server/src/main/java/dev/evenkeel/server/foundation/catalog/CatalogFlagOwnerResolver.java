// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.catalog;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import java.util.Collection;
import org.springframework.stereotype.Component;

/// Says whose a flag is, as the catalogue has it.
@Component
class CatalogFlagOwnerResolver implements FlagOwnerResolver {
    private final ServiceCatalog services;

    CatalogFlagOwnerResolver(ServiceCatalog services) {
        this.services = services;
    }

    @Override
    public Collection<String> ofFlag(String environment, String flag) {
        return services.ofFlag(environment, flag).map(Service::key).stream().toList();
    }
}
