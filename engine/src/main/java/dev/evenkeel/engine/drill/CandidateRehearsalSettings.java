// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.drill;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The synthetic traffic that a drill sends through the candidate.
///
/// @param keys targeting keys that belong to no user; none, or 1 to 100
/// @param address endpoint at which the service runs the candidate for them; null when it has none, and
///     without keys
public record CandidateRehearsalSettings(
        List<String> keys, @Nullable URI address) {
    /// No synthetic traffic.
    public static final CandidateRehearsalSettings NONE = new CandidateRehearsalSettings(List.of(), null);

    public CandidateRehearsalSettings {
        keys = List.copyOf(keys);
        if (keys.isEmpty() && address != null) {
            throw new IllegalArgumentException("a rehearsal at " + address + " requires a synthetic key");
        }
    }
}
