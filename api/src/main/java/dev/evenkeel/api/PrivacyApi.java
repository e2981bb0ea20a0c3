// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Personal data of a targeting key (`/api/v1/privacy`). Responses do not contain the key.
public final class PrivacyApi {
    private static final int LONGEST_KEY = 4_096;

    private PrivacyApi() {}

    /// Reports or erases data of a targeting key.
    @Secret
    public record PersonalDataRequest(
            @JsonPropertyDescription("targeting key, 1 to 4,096 characters") @Size(min = 1, max = LONGEST_KEY) @Secret
            String key,

            @JsonPropertyDescription("only this environment; default: all") @Nullable
            String environment,

            @JsonPropertyDescription("reason, for the audit log; must not contain the key") @Nullable
            String reason) {
        /// Omits the key.
        @Override
        public String toString() {
            return "PersonalDataRequest";
        }
    }

    /// A report on stored data of a targeting key.
    ///
    /// @param units units of rollouts, experiments and drills that have a salt or started before salts existed
    /// @param expired owners whose salt was deleted: whether the key was among their units cannot be determined
    /// @param definitions locations in current definitions that contain the key
    /// @param history number of past definitions and audit entries that contain the key; both are append-only
    /// @param incidents incidents with an affected ID that equals the key
    /// @param examples reconciliations with an example that contains the key
    /// @param notSearched description of what is not searched
    public record PersonalDataReportResponse(
            List<StoredUnit> units,
            List<PurgedSaltOwner> expired,
            List<DefinitionLocation> definitions,
            HistoryMentions history,
            List<AffectedIncident> incidents,
            List<ReconciliationExample> examples,
            List<String> notSearched) {}

    /// The stored data of the key's unit for one owner.
    ///
    /// @param owner ID of the rollout, experiment or drill
    /// @param kind rollout, experiment or drill
    /// @param flag flag of the owner; empty when unknown
    /// @param saltCreatedAt when the salt was created; null for an owner that started before salts existed: its
    ///     unit IDs were computed without a secret
    /// @param counted whether the unit is stored
    /// @param purged whether the owner ended and all its units were deleted
    /// @param rows number of stored rows
    /// @param since when the unit was first seen, if stored
    /// @param lastSeenAt when the unit was last seen, if stored
    public record StoredUnit(
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
    public record PurgedSaltOwner(String owner, String kind, String environment, String flag, Instant since) {}

    /// A location in a current definition.
    ///
    /// @param pointer JSON pointer (RFC 6901) into the author's definition
    public record DefinitionLocation(String environment, String pointer) {}

    /// Numbers of past records that contain the key.
    ///
    /// @param definitions number of past definitions that contain the key
    /// @param auditEntries number of audit entries that contain the key
    public record HistoryMentions(long definitions, long auditEntries) {}

    /// An incident with an affected ID that equals the key.
    ///
    /// @param corrected whether a correction was recorded
    public record AffectedIncident(String incident, String service, boolean corrected) {}

    /// A reconciliation with an example that contains the key.
    ///
    /// @param reconciliation ID of the reconciliation
    public record ReconciliationExample(String reconciliation, String environment, String flag) {}

    /// The result of an erasure.
    ///
    /// @param auditEntry number of the audit entry
    /// @param remaining report on the data that is still stored
    public record ErasureResponse(ErasedData removed, long auditEntry, PersonalDataReportResponse remaining) {}

    /// The erased data.
    ///
    /// @param units erased units by owner
    /// @param examples number of examples of differing rows that named the key
    public record ErasedData(List<ErasedUnit> units, int examples) {}

    /// An erased unit.
    ///
    /// @param rows number of erased rows
    public record ErasedUnit(String owner, String environment, long rows) {}
}
