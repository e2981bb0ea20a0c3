// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.MigrationStage;

/// Where a flag that leads a migration is.
///
/// @param stage its default variant's
/// @param since revision from which on whoever has it is at this stage, or at one that writes both
///     stores as this does
/// @param changed revision that last changed who is at which stage: by the default variant or by a
///     split
/// @param whole whether that holds of everybody now: the flag is enabled, and no split puts anybody
///     at a stage that writes one store only while this one writes both
public record MigrationStageStatus(MigrationStage stage, long since, long changed, boolean whole) {}
