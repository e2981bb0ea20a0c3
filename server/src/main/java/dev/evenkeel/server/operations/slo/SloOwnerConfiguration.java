// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.server.foundation.security.access.OwningServiceResolver;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The resolver of the service that owns an SLO.
@Configuration(proxyBeanMethods = false)
class SloOwnerConfiguration {
    @Bean
    OwningServiceResolver sloOwner(SloQueries slos) {
        return new OwningServiceResolver("slos", id -> slos.findByName(id).map(slo -> List.of(slo.service())));
    }
}
