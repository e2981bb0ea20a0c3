// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.server.foundation.security.access.OwningServiceResolver;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The resolver of the service that owns a recorded change.
@Component
class ChangeOwningServiceResolver implements OwningServiceResolver {
    private final ChangeRepository changes;

    ChangeOwningServiceResolver(ChangeRepository changes) {
        this.changes = changes;
    }

    @Override
    public String collection() {
        return "changes";
    }

    @Override
    public Optional<Collection<String>> findOwningServices(String id) {
        return changes.findById(id).map(one -> List.of(one.change().service()));
    }
}
