// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.MigrationStage;

/// The migration stage of a flag that controls a migration.
///
/// @param stage stage of its default variant
/// @param sinceRevision first revision whose clients are all at this stage, or at one that writes both stores
///     as this one does
/// @param changedRevision revision that last changed which clients are at which stage, by the default variant
///     or by a split
/// @param complete whether this holds for all clients now: the flag is enabled, and no split assigns clients to
///     a stage that writes only one store while this one writes both
public record MigrationStageStatus(MigrationStage stage, long sinceRevision, long changedRevision, boolean complete) {}
