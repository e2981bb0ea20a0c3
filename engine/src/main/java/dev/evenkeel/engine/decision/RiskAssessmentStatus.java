// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.gate.GateResult.GateEvidenceItem;
import dev.evenkeel.engine.incident.IncidentSeverity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The status of a change's newest risk assessment, for the gate: whether it is still valid, a decision is
/// recorded, and the work decided on is done.
///
/// @param id identifier: `ra-1`
/// @param validUntil end of its validity
/// @param laterIncident first serious incident of the service since it was made, which it could not include;
///     null for none
/// @param decision null without a recorded decision
public record RiskAssessmentStatus(
        String id,
        Instant createdAt,
        Instant validUntil,
        @Nullable LaterIncident laterIncident,
        @Nullable RecordedDecision decision) {

    /// An incident after the assessment.
    public record LaterIncident(String incident, IncidentSeverity severity, Instant openedAt) {}

    /// The recorded decision.
    ///
    /// @param course name of the selected course
    /// @param decidedBy who decided
    /// @param migrates whether the change is made at all
    /// @param start first day, in UTC
    /// @param openWork work items of the course that are not marked as done
    public record RecordedDecision(
            String course, String decidedBy, boolean migrates, LocalDate start, List<String> openWork) {
        public RecordedDecision {
            openWork = List.copyOf(openWork);
        }
    }

    /// Returns a copy with a later serious incident.
    public RiskAssessmentStatus withIncident(@Nullable LaterIncident incident) {
        return new RiskAssessmentStatus(id, createdAt, validUntil, incident, decision);
    }

    /// Returns a denial for every reason that blocks the change, or one pass.
    ///
    /// @param gate name of the gate
    public List<GateResult> evaluate(String gate, Instant now) {
        List<GateResult> against = new ArrayList<>();
        if (!now.isBefore(validUntil)) {
            against.add(deny(gate, "assessment " + id + " of " + createdAt + " expired at " + validUntil)
                    .withPeriod(validUntil, null));
        }
        if (laterIncident != null) {
            against.add(deny(
                            gate,
                            "assessment " + id + " is outdated: incident " + laterIncident.incident() + " ("
                                    + laterIncident.severity() + ") happened after it")
                    .withPeriod(laterIncident.openedAt(), null));
        }
        if (decision == null) {
            against.add(deny(gate, "assessment " + id + " has no decision"));
        } else {
            addObjections(gate, decision, now, against);
        }
        return against.isEmpty() ? List.of(pass(gate, decision)) : against;
    }

    private void addObjections(String gate, RecordedDecision decision, Instant now, List<GateResult> against) {
        String what = decision.decidedBy() + " decided on \"" + decision.course() + "\"";
        if (!decision.migrates()) {
            against.add(deny(gate, what + ", which excludes the change"));
            return;
        }
        Instant start = decision.start().atStartOfDay(ZoneOffset.UTC).toInstant();
        if (now.isBefore(start)) {
            against.add(
                    deny(gate, what + ", which starts on " + decision.start()).withPeriod(null, start));
        }
        if (!decision.openWork().isEmpty()) {
            against.add(deny(gate, what + "; open work: " + String.join(", ", decision.openWork())));
        }
    }

    private GateResult pass(String gate, @Nullable RecordedDecision decision) {
        String what = decision == null ? "" : ": " + decision.decidedBy() + " decided on \"" + decision.course() + "\"";
        return GateResult.pass(gate, "assessment " + id + what)
                .withEvidence(evidence())
                .withPeriod(null, validUntil);
    }

    private GateResult deny(String gate, String reason) {
        return GateResult.deny(gate, reason).withEvidence(evidence());
    }

    private List<GateEvidenceItem> evidence() {
        return List.of(new GateEvidenceItem("assessment", id + " of " + createdAt, "/assessments/" + id));
    }
}
