// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.server.foundation.security.access.OwningServiceResolver;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Says which service an SLO is of.
@Component
class SloOwningServiceResolver implements OwningServiceResolver {
    private final SloService slos;

    SloOwningServiceResolver(SloService slos) {
        this.slos = slos;
    }

    @Override
    public String collection() {
        return "slos";
    }

    @Override
    public Optional<Collection<String>> servicesOf(String id) {
        return slos.find(id).map(one -> List.of(one.service()));
    }
}
