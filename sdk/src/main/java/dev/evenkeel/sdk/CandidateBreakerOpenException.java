// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import dev.evenkeel.core.flag.MigrationStage;

/// Thrown for a call that was not started: the circuit breaker of this process has disabled the rollout's
/// candidate, and no fallback is safe. Nothing was read or written; the caller may retry later.
public final class CandidateBreakerOpenException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /// @param flagKey the flag of the migration
    /// @param migrationStage the disabled stage
    public CandidateBreakerOpenException(String flagKey, MigrationStage migrationStage) {
        super(
                "the stage " + migrationStage + " of \"" + flagKey
                        + "\" fails so often in this process that it is out of use, and"
                        + " the old store may lack what the new one has; nothing was done, try again when the rollout has moved");
    }
}
