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
        super("the breaker of stage " + migrationStage + " of \"" + flagKey
                + "\" is open in this process, and the old store may lack data of the new store;"
                + " the operation did not run, retry after the stage has changed");
    }
}
