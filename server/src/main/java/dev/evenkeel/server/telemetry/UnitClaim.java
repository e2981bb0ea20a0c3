// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.telemetry;

import dev.evenkeel.wire.Role;
import dev.evenkeel.wire.Trial;
import java.time.Instant;

/// A unit that a batch wants counted. It is, unless it was counted before.
sealed interface UnitClaim {
    /// Under which exposure.
    OpenWindow window();

    /// On which side.
    Role role();

    /// Keyed hash of the targeting key.
    long unit();

    /// The unit failed for the first time in the rollout.
    ///
    /// @param endedAt when the failed call had ended, by the server's clock
    record Failure(OpenWindow window, Role role, long unit, Instant endedAt) implements UnitClaim {}

    /// The unit's first call in the revision.
    record FirstCall(OpenWindow window, Role role, Trial trial) implements UnitClaim {
        @Override
        public long unit() {
            return trial.unit();
        }
    }
}
