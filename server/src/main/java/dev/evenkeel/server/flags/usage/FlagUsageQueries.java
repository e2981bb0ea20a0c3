// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is known of one flag's use, for who is about to delete it. Thread-safe.
@Component
public class FlagUsageQueries {
    /// How long a flag must have been idle, or have served one variant, to count as done, in days.
    public static final int DAYS = 30;

    private final LocalFlagUsage here;
    private final StaleFlagService book;

    FlagUsageQueries(LocalFlagUsage here, StaleFlagService book) {
        this.here = here;
        this.book = book;
    }

    /// Signs that a flag has done its work, or has not.
    ///
    /// @param status `stale`, `potentially-stale`, `unknown` or `active`
    /// @param reasons why; sentences that have the flag as their subject
    /// @param lastEvaluatedAt to the hour; null when no evaluation was ever reported
    /// @param places where code names it; null when no scan looked for it
    /// @param examples some of them, as `repository path:line`
    public record Usage(
            String status,
            List<String> reasons,
            @Nullable Instant lastEvaluatedAt,
            @Nullable Integer places,
            List<String> examples) {
        public Usage {
            reasons = List.copyOf(reasons);
            examples = List.copyOf(examples);
        }
    }

    /// What is known now, with what this server itself has just seen.
    ///
    /// @throws NotFoundException when there is no such environment or flag
    public Usage of(String environment, String key) {
        here.store();
        StaleFlagsResponse.Row row = book.find(environment, key, DAYS)
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.FLAG_NOT_FOUND,
                        "There is no flag " + key + " in environment " + environment + ".",
                        "GET /api/v1/environments/" + environment + "/flags shows all."));
        StaleFlagsResponse.References code = row.references();
        return new Usage(
                row.status(),
                row.reasons(),
                row.lastEvaluatedAt(),
                code == null ? null : (Integer) code.places(),
                code == null ? List.of() : code.examples());
    }
}
