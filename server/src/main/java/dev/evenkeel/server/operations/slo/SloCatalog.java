// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.files.openslo.OpenSloObjectSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The repository of SLOs. Each call reads the texts and parses them only if one has changed. Thread-safe.
@Component
class SloCatalog {
    private final OpenSloObjectRepository objects;
    private volatile @Nullable CachedSlos last;

    private record CachedSlos(List<OpenSloObjectRepository.StoredOpenSloObject> texts, List<Slo> slos) {}

    SloCatalog(OpenSloObjectRepository objects) {
        this.objects = objects;
    }

    /// Returns all SLOs, by name. One query.
    List<Slo> listAll() {
        List<OpenSloObjectRepository.StoredOpenSloObject> stored = objects.listStored();
        CachedSlos cachedSlos = last;
        if (cachedSlos == null || !cachedSlos.texts().equals(stored)) {
            cachedSlos = new CachedSlos(
                    stored,
                    new OpenSloObjectSet(stored.stream()
                                    .map(OpenSloObjectRepository.StoredOpenSloObject::parse)
                                    .toList())
                            .slos());
            last = cachedSlos;
        }
        return cachedSlos.slos();
    }
}
