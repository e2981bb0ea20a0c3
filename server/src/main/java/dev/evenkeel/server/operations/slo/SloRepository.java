// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.files.openslo.OpenSloObjectSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The SLOs that are kept. Their texts are read with each question, and made into SLOs only when one of them
/// has changed. Thread-safe.
@Component
class SloRepository {
    private final OpenSloObjectRepository objects;
    private volatile @Nullable ParsedSlos last;

    private record ParsedSlos(List<OpenSloObjectRepository.StoredOpenSloObject> of, List<Slo> slos) {}

    SloRepository(OpenSloObjectRepository objects) {
        this.objects = objects;
    }

    /// All, by name. One query.
    List<Slo> all() {
        List<OpenSloObjectRepository.StoredOpenSloObject> stored = objects.stored();
        ParsedSlos made = last;
        if (made == null || !made.of().equals(stored)) {
            made = new ParsedSlos(
                    stored,
                    new OpenSloObjectSet(stored.stream()
                                    .map(OpenSloObjectRepository.StoredOpenSloObject::object)
                                    .toList())
                            .slos());
            last = made;
        }
        return made.slos();
    }
}
