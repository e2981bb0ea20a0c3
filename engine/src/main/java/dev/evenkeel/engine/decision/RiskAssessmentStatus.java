// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.gate.GateResult.Evidence;
import dev.evenkeel.engine.incident.IncidentSeverity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a change may go on as far as its newest risk assessment is concerned: it counts still, somebody has
/// decided on it, and what was decided to come first is done.
///
/// @param id its name: `ra-1`
/// @param validUntil from when on it is stale
/// @param worse the first serious incident of the service since it was made, which it cannot know of; null for
///     none
/// @param decided null while nobody has decided
public record RiskAssessmentStatus(
        String id,
        Instant madeAt,
        Instant validUntil,
        @Nullable LaterIncident worse,
        @Nullable RecordedDecision decided) {

    /// An incident that came after the assessment.
    public record LaterIncident(String incident, IncidentSeverity severity, Instant openedAt) {}

    /// What was decided.
    ///
    /// @param course name of the course that is taken
    /// @param person who decided
    /// @param migrates whether the change is made at all
    /// @param start first day, in UTC
    /// @param openWork work of the course of which nobody has said that it is done
    public record RecordedDecision(
            String course, String person, boolean migrates, LocalDate start, List<String> openWork) {
        public RecordedDecision {
            openWork = List.copyOf(openWork);
        }
    }

    /// The same after a serious incident.
    public RiskAssessmentStatus after(@Nullable LaterIncident incident) {
        return new RiskAssessmentStatus(id, madeAt, validUntil, incident, decided);
    }

    /// Everything that stands against the change, or that nothing does.
    ///
    /// @param gate name of the gate that is asked
    public List<GateResult> answers(String gate, Instant now) {
        List<GateResult> against = new ArrayList<>();
        if (!now.isBefore(validUntil)) {
            against.add(deny(gate, "assessment " + id + " of " + madeAt + " is stale since " + validUntil)
                    .during(validUntil, null));
        }
        if (worse != null) {
            against.add(deny(
                            gate,
                            "assessment " + id + " is stale: incident " + worse.incident() + " (" + worse.severity()
                                    + ") came after it")
                    .during(worse.openedAt(), null));
        }
        if (decided == null) {
            against.add(deny(gate, "nobody has decided on assessment " + id));
        } else {
            against(gate, decided, now, against);
        }
        return against.isEmpty() ? List.of(pass(gate, decided)) : against;
    }

    private void against(String gate, RecordedDecision decision, Instant now, List<GateResult> against) {
        String what = decision.person() + " decided on \"" + decision.course() + "\"";
        if (!decision.migrates()) {
            against.add(deny(gate, what + ", which leaves the change undone"));
            return;
        }
        Instant start = decision.start().atStartOfDay(ZoneOffset.UTC).toInstant();
        if (now.isBefore(start)) {
            against.add(
                    deny(gate, what + ", which starts on " + decision.start()).during(null, start));
        }
        if (!decision.openWork().isEmpty()) {
            against.add(deny(gate, what + ", and its work is not done: " + String.join(", ", decision.openWork())));
        }
    }

    private GateResult pass(String gate, @Nullable RecordedDecision decision) {
        String what = decision == null ? "" : ": " + decision.person() + " decided on \"" + decision.course() + "\"";
        return GateResult.pass(gate, "assessment " + id + what).by(evidence()).during(null, validUntil);
    }

    private GateResult deny(String gate, String reason) {
        return GateResult.deny(gate, reason).by(evidence());
    }

    private List<Evidence> evidence() {
        return List.of(new Evidence("assessment", id + " of " + madeAt, "/assessments/" + id));
    }
}
