// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.migration;

import dev.evenkeel.server.flags.delivery.SdkClientState;
import dev.evenkeel.server.flags.flag.MigrationStageStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The status of a migration in responses of the HTTP API (docs/reference/http-api.md).
///
/// @param stage default variant of the flag; null when the flag has no migration
/// @param revision revision since which processes are at that stage, or at one that writes both stores in the
///     same way; null when the flag has no migration
/// @param pendingInstances processes that have not acknowledged the last change of the flag
/// @param reconciliations newest passes, latest start first
record MigrationStatusResponse(
        @Nullable String stage,
        @Nullable Long revision,
        List<PendingInstance> pendingInstances,
        List<StoredReconciliationPass> reconciliations) {

    /// A process that may be at another stage.
    ///
    /// @param revision last acknowledged revision; null when there is none
    record PendingInstance(String instance, @Nullable Long revision, Instant lastSeen, boolean connected) {
        static PendingInstance of(SdkClientState client) {
            return new PendingInstance(client.instance(), client.revision(), client.lastSeen(), client.connected());
        }
    }

    static MigrationStatusResponse of(
            @Nullable MigrationStageStatus migrationStageStatus,
            List<SdkClientState> pending,
            List<StoredReconciliationPass> passes) {
        return new MigrationStatusResponse(
                migrationStageStatus == null
                        ? null
                        : migrationStageStatus.stage().variant(),
                migrationStageStatus == null ? null : migrationStageStatus.sinceRevision(),
                pending.stream().map(PendingInstance::of).toList(),
                passes);
    }
}
