// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A report on stored data of a targeting key. It does not contain the key.
///
/// @param units units of rollouts, experiments and drills that have a salt or started before salts existed
/// @param expired owners whose salt was deleted: whether the key was among their units cannot be determined
/// @param definitions locations in current definitions that contain the key
/// @param history number of past definitions and audit entries that contain the key; both are append-only
/// @param incidents incidents with an affected id that equals the key
/// @param examples reconciliations with an example that contains the key
/// @param notSearched description of what is not searched
record PersonalDataReport(
        List<StoredUnit> units,
        List<PurgedSaltOwner> expired,
        List<DefinitionLocation> definitions,
        HistoryMentions history,
        List<AffectedIncident> incidents,
        List<ReconciliationExample> examples,
        List<String> notSearched) {
    /// Data that must be searched manually.
    static final List<String> NOT_SEARCHED = List.of(
            "free text: reasons, notes, incident timelines",
            "database backups",
            "logs, traces and databases of your own services, including settlement tokens");

    PersonalDataReport {
        units = List.copyOf(units);
        expired = List.copyOf(expired);
        definitions = List.copyOf(definitions);
        incidents = List.copyOf(incidents);
        examples = List.copyOf(examples);
        notSearched = List.copyOf(notSearched);
    }

    /// The stored data of the key's unit for one owner.
    ///
    /// @param owner id of the rollout, experiment or drill
    /// @param kind rollout, experiment or drill
    /// @param flag flag of the owner; empty when unknown
    /// @param saltCreatedAt when the salt was created; null for an owner that started before salts existed: its
    ///     unit ids were computed without a secret
    /// @param counted whether the unit is stored
    /// @param purged whether the owner ended and all its units were deleted
    /// @param rows number of stored rows
    /// @param since when the unit was first seen, if stored
    /// @param lastSeenAt when the unit was last seen, if stored
    record StoredUnit(
            String owner,
            String kind,
            String environment,
            String flag,
            @Nullable Instant saltCreatedAt,
            boolean counted,
            boolean purged,
            long rows,
            @Nullable Instant since,
            @Nullable Instant lastSeenAt) {}

    /// An owner whose salt was deleted.
    ///
    /// @param since when it was deleted
    record PurgedSaltOwner(String owner, String kind, String environment, String flag, Instant since) {}

    /// A location in a current definition.
    ///
    /// @param pointer JSON pointer (RFC 6901) into the author's definition
    record DefinitionLocation(String environment, String pointer) {}

    /// @param definitions number of past definitions that contain the key
    /// @param auditEntries number of audit entries that contain the key
    record HistoryMentions(long definitions, long auditEntries) {}

    /// @param corrected whether a correction was recorded
    record AffectedIncident(String incident, String service, boolean corrected) {}

    /// @param reconciliation id of the reconciliation
    record ReconciliationExample(String reconciliation, String environment, String flag) {}
}
