// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import java.util.Optional;

/// The acknowledgements by processes that they have reached a stage of a migration, required before the stage
/// changes.
@FunctionalInterface
public interface StageAcknowledgements {
    /// Returns a description of the environment's processes that are not known to have reached the stage. The
    /// text stays the same until the set of processes changes.
    ///
    /// @param stage the stage's variant
    /// @param revision the revision that moves all clients to the stage
    /// @return empty when every known process has acknowledged the revision
    Optional<String> findMissing(String environment, String stage, long revision);
}
