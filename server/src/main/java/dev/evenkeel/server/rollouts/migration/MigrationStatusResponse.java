// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.migration;

import dev.evenkeel.server.flags.delivery.SdkClientState;
import dev.evenkeel.server.flags.flag.MigrationStageStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a migration is, as the HTTP API shows it (docs/reference/http-api.md).
///
/// @param stage the flag's default variant; null when the flag leads no migration, as `revision`
///     then
/// @param revision since which whoever has it is at that stage, or at one that writes both stores
///     as it does
/// @param missing processes that have not acknowledged what the flag was last changed to
/// @param reconciliations the newest passes, the one that began last first
record MigrationStatusResponse(
        @Nullable String stage,
        @Nullable Long revision,
        List<MissingProcess> missing,
        List<StoredReconciliationPass> reconciliations) {

    /// A process that may be elsewhere.
    ///
    /// @param revision that it acknowledged last; null for none
    record MissingProcess(String instance, @Nullable Long revision, Instant lastSeen, boolean connected) {
        static MissingProcess of(SdkClientState client) {
            return new MissingProcess(client.instance(), client.revision(), client.lastSeen(), client.connected());
        }
    }

    static MigrationStatusResponse of(
            @Nullable MigrationStageStatus stage, List<SdkClientState> missing, List<StoredReconciliationPass> passes) {
        return new MigrationStatusResponse(
                stage == null ? null : stage.stage().variant(),
                stage == null ? null : stage.since(),
                missing.stream().map(MissingProcess::of).toList(),
                passes);
    }
}
