// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import dev.evenkeel.core.flag.MigrationStage;

/// A fault in one step of the migration.
///
/// @param exposure percentage of partitions at the next stage when it begins
/// @param fault description of the fault
record FaultPoint(MigrationStage from, MigrationStage to, int exposure, String fault) {

    /// Formats the step.
    String step() {
        return from.variant() + " to " + to.variant();
    }

    /// Whether the fault affects only the candidate, so that a rollback is right.
    boolean isCandidatesOwn() {
        return fault.contains("new");
    }
}
