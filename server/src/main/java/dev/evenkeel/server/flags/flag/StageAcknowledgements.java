// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import java.util.Optional;

/// The processes that have to be at a stage of a migration before anybody goes on from it.
@FunctionalInterface
public interface StageAcknowledgements {
    /// Who of an environment's processes is not known to be there, in words that change only when that
    /// does.
    ///
    /// @param stage the stage's variant
    /// @param revision the revision that has everybody there
    /// @return empty when every process that is known has acknowledged the revision
    Optional<String> findMissing(String environment, String stage, long revision);
}
