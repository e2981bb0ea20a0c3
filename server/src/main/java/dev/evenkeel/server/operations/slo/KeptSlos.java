// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.files.openslo.OpenSloSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The SLOs that are kept. Their texts are read with each question, and made into SLOs only when one of them has
/// changed. Thread-safe.
@Component
class KeptSlos {
    private final ObjectTable objects;
    private volatile @Nullable Made last;

    private record Made(List<ObjectTable.Stored> of, List<Slo> slos) {}

    KeptSlos(ObjectTable objects) {
        this.objects = objects;
    }

    /// All, by name. One query.
    List<Slo> all() {
        List<ObjectTable.Stored> stored = objects.stored();
        Made made = last;
        if (made == null || !made.of().equals(stored)) {
            made = new Made(
                    stored,
                    new OpenSloSet(stored.stream()
                                    .map(ObjectTable.Stored::object)
                                    .toList())
                            .slos());
            last = made;
        }
        return made.slos();
    }
}
