// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import dev.evenkeel.api.FlagUsageApi.CodeReferenceSummary;
import dev.evenkeel.api.FlagUsageApi.FlagUsageRow;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Queries for the usage of one flag before it is deleted. Thread-safe.
@Component
public class FlagDeletionEvidenceQueries {
    /// Days for which a flag must have been unused, or have served only one variant, to count as stale.
    public static final int WINDOW_DAYS = 30;

    private final ServerFlagUsageCollector here;
    private final StaleFlagService staleFlagService;

    FlagDeletionEvidenceQueries(ServerFlagUsageCollector here, StaleFlagService staleFlagService) {
        this.here = here;
        this.staleFlagService = staleFlagService;
    }

    /// The evidence for and against deleting a flag.
    ///
    /// @param status `stale`, `potentially-stale`, `unknown` or `active`
    /// @param reasons sentences whose subject is the flag
    /// @param lastEvaluatedAt to the hour; null when no evaluation was ever reported
    /// @param places references in code; null when no scan searched for the flag
    /// @param examples some of them, as `repository path:line`
    public record FlagDeletionEvidence(
            String status,
            List<String> reasons,
            @Nullable Instant lastEvaluatedAt,
            @Nullable Integer places,
            List<String> examples) {
        public FlagDeletionEvidence {
            reasons = List.copyOf(reasons);
            examples = List.copyOf(examples);
        }
    }

    /// Returns the current usage, including what this server has just seen.
    ///
    /// @throws NotFoundException when the environment or the flag does not exist
    public FlagDeletionEvidence getUsage(String environment, String key) {
        here.flush();
        FlagUsageRow row = staleFlagService
                .find(environment, key, WINDOW_DAYS)
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.FLAG_NOT_FOUND,
                        "Environment " + environment + " has no flag \"" + key + "\".",
                        "To list the flags: ./evenkeel flag list --environment " + environment));
        CodeReferenceSummary code = row.references();
        return new FlagDeletionEvidence(
                row.status(),
                row.reasons(),
                row.lastEvaluatedAt(),
                code == null ? null : (Integer) code.count(),
                code == null ? List.of() : code.examples());
    }
}
