// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import dev.evenkeel.core.flag.MigrationStage;

/// One trouble in one step of the migration.
///
/// @param exposure percent of partitions at the next stage when it begins
/// @param trouble in words
record FaultPoint(MigrationStage from, MigrationStage to, int exposure, String trouble) {

    /// The step, for people.
    String step() {
        return from.variant() + " to " + to.variant();
    }

    /// Whether the new side alone is in trouble, so that going back is right.
    boolean isCandidatesOwn() {
        return trouble.contains("new");
    }
}
