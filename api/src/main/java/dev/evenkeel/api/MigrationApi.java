// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.core.wire.ReconciliationPassReport;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The status of migrations (`/api/v1/environments/{environment}/flags/{flag}/reconciliations`), and the
/// reconciliation passes that services report (`/sdk/v1/reconciliations`).
public final class MigrationApi {
    private static final int LONGEST_NAME = 256;

    private MigrationApi() {}

    /// Starts a reconciliation pass.
    public record StartReconciliationRequest(
            @JsonPropertyDescription("key of the migration flag") @NotBlank @Size(max = LONGEST_NAME)
            String flag,

            @JsonPropertyDescription("instance ID of the process, as in its outcome batches")
            @NotBlank
            @Size(max = LONGEST_NAME)
            String instance) {}

    /// The response to the start of a pass.
    public record StartReconciliationResponse(String id, String stage, long revision, boolean together) {}

    /// Reports the progress of a pass.
    public record ReportReconciliationRequest(
            @JsonPropertyDescription("number of compared ranges since the start of the pass, 0 to 10^15")
            @Min(0)
            @Max(ReconciliationPassReport.MAX_COUNT)
            long ranges,

            @JsonPropertyDescription("number of compared rows since the start of the pass, 0 to 10^15")
            @Min(0)
            @Max(ReconciliationPassReport.MAX_COUNT)
            long rows,

            @JsonPropertyDescription("number of rows or ranges that differ in two comparisons, 0 to 10^15")
            @Min(0)
            @Max(ReconciliationPassReport.MAX_COUNT)
            long mismatches,

            @JsonPropertyDescription("whether all ranges were compared")
            boolean finished,

            @JsonPropertyDescription("examples of differences, at most 20 of 500 characters")
            @Size(max = ReconciliationPassReport.MAX_EXAMPLES)
            @Nullable
            List<@Size(max = ReconciliationPassReport.MAX_TEXT) String> examples) {}

    /// The status of a migration.
    ///
    /// @param stage default variant of the flag; null when the flag has no migration
    /// @param revision revision since which processes are at that stage, or at one that writes both stores in the
    ///     same way; null when the flag has no migration
    /// @param pendingInstances processes that have not acknowledged the last change of the flag
    /// @param reconciliations newest passes, latest start first
    public record MigrationStatusResponse(
            @Nullable String stage,
            @Nullable Long revision,
            List<PendingInstance> pendingInstances,
            List<ReconciliationPass> reconciliations) {}

    /// A process that may be at another stage.
    ///
    /// @param revision last acknowledged revision; null when there is none
    public record PendingInstance(String instance, @Nullable Long revision, Instant lastSeen, boolean connected) {}

    /// A pass in which a process of a service compares the old and the new store of a migration.
    ///
    /// @param id permanent ID, such as `rc-1`
    /// @param instance name of the process
    /// @param stage default variant of the flag when it started
    /// @param revision revision since which that was the default variant
    /// @param together whether every known process had acknowledged that revision, so that the pass covers every
    ///     write at that stage
    /// @param startedAt start, by the server's clock, as all times here
    /// @param reportedAt when it last reported
    /// @param finishedAt null while it runs, or when it was interrupted
    /// @param counts totals so far
    public record ReconciliationPass(
            String id,
            String instance,
            String stage,
            long revision,
            boolean together,
            Instant startedAt,
            Instant reportedAt,
            @Nullable Instant finishedAt,
            @JsonUnwrapped ReconciliationCounts counts) {}

    /// The totals of a pass so far.
    ///
    /// @param ranges completed key ranges
    /// @param rows rows in these ranges
    /// @param mismatches number of differences, as reported by the service
    /// @param examples some of the differences, as described by the service
    public record ReconciliationCounts(long ranges, long rows, long mismatches, List<String> examples) {
        /// The totals of a pass that has not compared anything.
        public static final ReconciliationCounts NONE = new ReconciliationCounts(0, 0, 0, List.of());

        public ReconciliationCounts {
            examples = List.copyOf(examples);
        }
    }
}
