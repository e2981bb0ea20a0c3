// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.server.foundation.security.access.OwningServiceResolver;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The resolver of the service that owns an SLO.
@Component
class SloOwningServiceResolver implements OwningServiceResolver {
    private final SloQueries slos;

    SloOwningServiceResolver(SloQueries slos) {
        this.slos = slos;
    }

    @Override
    public String collection() {
        return "slos";
    }

    @Override
    public Optional<Collection<String>> findOwningServices(String id) {
        return slos.findByName(id).map(one -> List.of(one.service()));
    }
}
