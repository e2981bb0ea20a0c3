// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.util.ArrayList;
import java.util.List;

/// The validator of the requirements of incident states.
public final class IncidentStateValidator {
    private IncidentStateValidator() {}

    /// Returns what is missing before an incident can enter a state, each with a remedy; empty when nothing
    /// is.
    public static List<Problem> validate(Incident incident, IncidentState next) {
        List<Problem> missing = new ArrayList<>();
        if (next.compareTo(incident.state()) <= 0) {
            missing.add(new Problem("it is " + incident.state() + " already", "nothing is left to do for this"));
            return missing;
        }
        checkOrder(incident, missing);
        switch (next) {
            case OPEN -> {}
            case MITIGATED -> checkMitigated(incident, missing);
            case RESOLVED -> checkResolved(incident, missing);
            case REVIEWED -> checkReviewed(incident, missing);
        }
        return missing;
    }

    /// A missing requirement.
    ///
    /// @param what what is missing or wrong
    /// @param remedy how to fix it
    public record Problem(String what, String remedy) {}

    private static void checkMitigated(Incident incident, List<Problem> missing) {
        if (incident.response().mitigation() == null) {
            missing.add(new Problem("what ended the harm is not said", "give mitigation"));
        }
        if (incident.response().timeOf(IncidentPhase.MITIGATED) == null) {
            missing.add(new Problem("when the harm ended is not said", "give times.MITIGATED"));
        }
    }

    private static void checkResolved(Incident incident, List<Problem> missing) {
        checkMitigated(incident, missing);
        if (incident.response().timeOf(IncidentPhase.DETECTED) == null) {
            missing.add(new Problem("when it was detected is not said", "give times.DETECTED"));
        }
        List<String> uncorrected = incident.uncorrectedItems();
        if (!uncorrected.isEmpty()) {
            missing.add(new Problem(
                    uncorrected.size() + " of " + incident.affected().size() + " affected have no correction: "
                            + String.join(", ", uncorrected),
                    "correct each of them in its own system and name the correction"));
        }
    }

    private static void checkReviewed(Incident incident, List<Problem> missing) {
        if (incident.state() != IncidentState.RESOLVED) {
            missing.add(new Problem("it is " + incident.state() + ", not RESOLVED", "resolve it first"));
        }
        IncidentFindings findings = incident.account();
        if (findings.trigger() == null) {
            missing.add(new Problem("what set it off is not said", "give trigger"));
        }
        if (findings.causes().isEmpty()) {
            missing.add(new Problem("no cause is named", "give causes, each with a weight"));
        }
        if (findings.changes().isEmpty() && !findings.noRelatedChange()) {
            missing.add(
                    new Problem("whether a change was involved is not said", "link a change, or give noRelatedChange"));
        }
        if (findings.detection() == null) {
            missing.add(new Problem("what noticed it is not said", "give detection"));
        }
        if (!findings.nearMiss() && !findings.impact().hasContent()) {
            missing.add(new Problem("whom it hurt is not said", "give impact, or nearMiss"));
        }
        if (incident.response().timeOf(IncidentPhase.HARM_STARTED) == null && !findings.nearMiss()) {
            missing.add(new Problem("when harm started is not said", "give times.HARM_STARTED"));
        }
        if (findings.wentWell().isBlank()) {
            missing.add(new Problem("what went well is not said", "give wentWell"));
        }
        if (findings.gotLucky().isBlank()) {
            missing.add(new Problem("where there was luck is not said", "give gotLucky; \"none\" is an answer"));
        }
    }

    private static void checkOrder(Incident incident, List<Problem> missing) {
        IncidentPhase[] phases = IncidentPhase.values();
        for (int i = 1; i < phases.length; i++) {
            TimestampWithPrecision later = incident.response().timeOf(phases[i]);
            for (int j = 0; j < i && later != null; j++) {
                TimestampWithPrecision earlier = incident.response().timeOf(phases[j]);
                if (earlier != null && later.isSurelyBefore(earlier)) {
                    missing.add(new Problem(
                            phases[i].label() + " (" + later.at() + ") is before " + phases[j].label() + " ("
                                    + earlier.at() + ")",
                            "correct one of the times, or say how precise it is"));
                }
            }
        }
    }
}
