// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.risk.RiskCaseFile;
import dev.evenkeel.files.risk.ServiceHistoryCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A risk assessment as it was made, with what was decided on it and done since.
///
/// @param flag key of the flag that leads the change
/// @param name of the case
/// @param validUntil from when on it is stale
/// @param author who made it
/// @param caseText the case as it was written
/// @param history the own history that it asked (`ServiceHistoryCodec`); null for none
/// @param files texts of the files that it asked, by name
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
        @Nullable JsonNode history,
        Map<String, String> files,
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
        files = Map.copyOf(files);
        done = List.copyOf(done);
    }

    /// The case with all that it asked.
    ///
    /// @throws IllegalStateException when this version of the server cannot read it any more
    public RiskCase risk() {
        RiskCaseFile file = file();
        RiskCase risk = file.risk();
        if (risk == null) {
            throw new IllegalStateException("the case of assessment " + id + " cannot be read: " + file.faults());
        }
        return risk;
    }

    /// Names of the SLOs of other services with which its result is to be compared, chosen before anybody could
    /// know it.
    public List<String> compareWith() {
        return file().compareWith();
    }

    private RiskCaseFile file() {
        ServiceHistory known =
                history == null ? null : ServiceHistoryCodec.read(history.toString(), new ValidationErrors());
        return RiskCaseFile.read(caseText, known, files::get);
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
