// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.evenkeel.core.flag.BucketingChangeImpact;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Flags and their history (`/api/v1/environments/{environment}/flags`, `.../revisions`, `.../diff` and `.../revert`).
/// Definitions of flags are plain flagd JSON ([FlagSpec]), whose text the server keeps.
public final class FlagApi {
    private FlagApi() {}

    /// Disables or enables a flag. Unknown fields are ignored, so that they do not prevent a kill.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record SetFlagStateRequest(
            @JsonPropertyDescription("reason, for the audit log") @Nullable
            String reason) {}

    /// Copies a flag from another environment.
    public record CopyFlagRequest(
            @JsonPropertyDescription("environment to copy the flag from") @NotBlank
            String from,

            @JsonPropertyDescription("reason, for the audit log") @Nullable
            String reason) {}

    /// Schedules a change of a flag: to one variant, or to a targeting rule.
    public record AddScheduledChangeRequest(
            @JsonPropertyDescription("time with a UTC offset, such as 2027-01-31T09:00:00Z")
            OffsetDateTime at,

            @JsonPropertyDescription("variant to serve, instead of targeting") @Nullable
            String serve,

            @JsonPropertyDescription("targeting rule in JSON Logic, instead of serve") @Nullable
            ObjectNode targeting,

            @JsonPropertyDescription("reason, for the audit log") @Nullable
            String reason) {}

    /// Reverts all flags of an environment, or one flag, to an earlier revision.
    public record RevertFlagSetRequest(
            @JsonPropertyDescription("revision to revert to")
            long revision,

            @JsonPropertyDescription("key of a flag, to revert only that flag") @NotBlank @Nullable
            String flag,

            @JsonPropertyDescription("reason, for the audit log") @Nullable
            String reason) {}

    /// A flag.
    ///
    /// @param flag the flag as authored
    /// @param split split of the rollout or experiment that runs on the flag; omitted when none does
    public record FlagResponse(
            String key,
            long revision,

            @JsonSubTypes(@JsonSubTypes.Type(FlagSpec.class))
            JsonNode flag,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            SplitResponse split) {}

    /// A split of a running rollout or experiment.
    public sealed interface SplitResponse permits RolloutSplitResponse, ExperimentSplitResponse {}

    /// The split of a rollout.
    ///
    /// @param exposureBasisPoints exposure of the candidate, 0 to 10,000
    public record RolloutSplitResponse(
            String rollout,
            String control,
            String candidate,
            int exposureBasisPoints,
            String seed,
            long revision,
            long warmUpMillis)
            implements SplitResponse {}

    /// The split of an experiment.
    public record ExperimentSplitResponse(
            String experiment,
            String seed,
            long revision,
            List<VariantShareResponse> variants,
            List<String> goals,
            @Nullable String covariate)
            implements SplitResponse {}

    /// The share of a variant in an experiment.
    ///
    /// @param shareBasisPoints 0 to 10,000
    public record VariantShareResponse(String variant, int shareBasisPoints) {}

    /// The result of an edit of a flag set, or of a dry run.
    ///
    /// @param revision revision afterwards; of a dry run, the revision it would have
    /// @param changed false when the new definition is equivalent to the old one; then no revision is created
    /// @param added keys of new flags
    /// @param modified keys of changed flags
    /// @param removed keys of removed flags
    /// @param hashRule the change of the hash rule and the subjects that it moves; null when it moves none
    /// @param warnings parts without effect: in new and changed flags or, when nothing changed, in all flags
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FlagSetUpdateResult(
            long revision,
            boolean changed,
            List<String> added,
            List<String> modified,
            List<String> removed,
            @Nullable BucketingChangeImpact hashRule,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ValidationWarning> warnings) {
        public FlagSetUpdateResult {
            warnings = Objects.requireNonNullElse(warnings, List.of());
        }

        /// Returns a copy with the change of the hash rule.
        public FlagSetUpdateResult withHashRuleChange(@Nullable BucketingChangeImpact change) {
            return new FlagSetUpdateResult(revision, changed, added, modified, removed, change, warnings);
        }
    }

    /// The changes of a flag set, newest first.
    public record FlagSetHistoryResponse(List<FlagSetRevision> revisions) {}

    /// A change of a flag set.
    ///
    /// @param revision first revision with the definition
    /// @param reason reason given by the author; may be empty
    public record FlagSetRevision(long revision, Instant changedAt, String changedBy, String reason) {}

    /// A comparison of two flag sets.
    public record FlagSetComparisonResponse(
            ComparedRevision from, ComparedRevision to, List<JsonDiffEntry> differences) {}

    /// One side of a comparison.
    public record ComparedRevision(String environment, long revision) {}

    /// A difference between two flag sets.
    ///
    /// @param pointer JSON pointer (RFC 6901) to the member
    /// @param before value in the first flag set; null if it does not exist
    /// @param after value in the second flag set; null if it does not exist
    public record JsonDiffEntry(
            String pointer,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}
}
