// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import dev.evenkeel.core.flag.MigrationStage;

/// A call was not begun: this process has taken the rollout's candidate out of use by itself, and
/// falling back would have guessed. Nothing was read or written; the caller may try again later.
public final class CandidateBreakerOpenException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /// @param flagKey the flag of the migration
    /// @param stage the stage that is out of use
    public CandidateBreakerOpenException(String flagKey, MigrationStage stage) {
        super(
                "the stage " + stage + " of \"" + flagKey
                        + "\" fails so often in this process that it is out of use, and"
                        + " the old store may lack what the new one has; nothing was done, try again when the rollout has moved");
    }
}
