// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.risk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A risk assessment as it was made, with what was decided on it and done since.
///
/// @param flag key of the flag that leads the change
/// @param name of the case
/// @param validUntil from when on it is stale
/// @param author who made it
/// @param caseText the case as it was written
/// @param result what came out (`ComparisonJson`), with model, seed, draws and data hash
/// @param decision null while nobody has decided
/// @param done work that somebody says is done, the earliest first
public record Assessment(
        String id,
        String environment,
        String flag,
        String name,
        Instant madeAt,
        Instant validUntil,
        String author,
        String caseText,
        JsonNode result,
        @Nullable Decision decision,
        List<WorkDone> done) {

    /// What was decided.
    ///
    /// @param heard who else was heard
    /// @param dissent what was said against it; empty for nothing
    public record Decision(
            String course, Instant at, String person, List<String> heard, String dissent, String reason) {
        public Decision {
            heard = List.copyOf(heard);
        }
    }

    /// Work of the case that is done.
    ///
    /// @param weeks that it took
    /// @param evidence what shows it
    public record WorkDone(String item, Instant at, double weeks, String person, String evidence) {}

    public Assessment {
        done = List.copyOf(done);
    }

    /// A course of the result, by its name.
    public JsonNode course(String wanted) {
        return result.path("courses")
                .valueStream()
                .filter(course -> course.path("name").asString().equals(wanted))
                .findFirst()
                .orElseThrow();
    }
}
