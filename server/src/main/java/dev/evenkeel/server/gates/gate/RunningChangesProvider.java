// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import java.time.Instant;
import java.util.Optional;

/// Knows which changes are on their way.
@FunctionalInterface
public interface RunningChangesProvider {
    /// A change that runs.
    ///
    /// @param orderedBy who ordered it; empty when that is not known
    record Running(String orderedBy, Instant since) {}

    /// The change that a flag leads now, if one runs.
    Optional<Running> find(String environment, String flag);
}
