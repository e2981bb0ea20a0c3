// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.drill;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a drill sends through the candidate.
///
/// @param keys targeting keys that belong to nobody; none, or 1 to 100
/// @param address where the service runs the candidate for them; null when it cannot, and without keys
public record CandidateRehearsal(
        List<String> keys, @Nullable URI address) {
    /// A plan that names no keys.
    public static final CandidateRehearsal NONE = new CandidateRehearsal(List.of(), null);

    public CandidateRehearsal {
        keys = List.copyOf(keys);
        if (keys.isEmpty() && address != null) {
            throw new IllegalArgumentException("a rehearsal at " + address + " needs a synthetic key");
        }
    }
}
