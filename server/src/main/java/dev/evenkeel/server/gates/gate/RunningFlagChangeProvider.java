// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import java.time.Instant;
import java.util.Optional;

/// A provider of running changes.
@FunctionalInterface
public interface RunningFlagChangeProvider {
    /// A running change.
    ///
    /// @param startedBy who ordered it; empty if unknown
    record Running(String startedBy, Instant since) {}

    /// Finds the running change of a flag.
    Optional<Running> find(String environment, String flag);
}
