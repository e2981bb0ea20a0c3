// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.util.ArrayList;
import java.util.List;

/// What a state of an incident needs. Pure.
public final class IncidentStateValidator {
    private IncidentStateValidator() {}

    /// What is missing before an incident can be in a state; each with what to do. Empty when it can.
    public static List<Problem> missing(Incident incident, IncidentState next) {
        List<Problem> missing = new ArrayList<>();
        if (next.compareTo(incident.state()) <= 0) {
            missing.add(new Problem("it is " + incident.state() + " already", "nothing is left to do for this"));
            return missing;
        }
        order(incident, missing);
        switch (next) {
            case OPEN -> {}
            case MITIGATED -> mitigated(incident, missing);
            case RESOLVED -> resolved(incident, missing);
            case REVIEWED -> reviewed(incident, missing);
        }
        return missing;
    }

    /// Something that is missing.
    ///
    /// @param what is missing or wrong
    /// @param remedy what to do
    public record Problem(String what, String remedy) {}

    private static void mitigated(Incident incident, List<Problem> missing) {
        if (incident.response().mitigation() == null) {
            missing.add(new Problem("what ended the harm is not said", "give mitigation"));
        }
        if (incident.response().at(IncidentPhase.MITIGATED) == null) {
            missing.add(new Problem("when the harm ended is not said", "give times.MITIGATED"));
        }
    }

    private static void resolved(Incident incident, List<Problem> missing) {
        mitigated(incident, missing);
        if (incident.response().at(IncidentPhase.DETECTED) == null) {
            missing.add(new Problem("when it was detected is not said", "give times.DETECTED"));
        }
        List<String> uncorrected = incident.uncorrected();
        if (!uncorrected.isEmpty()) {
            missing.add(new Problem(
                    uncorrected.size() + " of " + incident.affected().size() + " affected have no correction: "
                            + String.join(", ", uncorrected),
                    "correct each of them in its own system and name the correction"));
        }
    }

    private static void reviewed(Incident incident, List<Problem> missing) {
        if (incident.state() != IncidentState.RESOLVED) {
            missing.add(new Problem("it is " + incident.state() + ", not RESOLVED", "resolve it first"));
        }
        IncidentAnalysis account = incident.account();
        if (account.trigger() == null) {
            missing.add(new Problem("what set it off is not said", "give trigger"));
        }
        if (account.causes().isEmpty()) {
            missing.add(new Problem("no cause is named", "give causes, each with a weight"));
        }
        if (account.changes().isEmpty() && !account.noChange()) {
            missing.add(new Problem("whether a change was involved is not said", "link a change, or give noChange"));
        }
        if (account.detection() == null) {
            missing.add(new Problem("what noticed it is not said", "give detection"));
        }
        if (!account.nearMiss() && !account.impact().saysAnything()) {
            missing.add(new Problem("whom it hurt is not said", "give impact, or nearMiss"));
        }
        if (incident.response().at(IncidentPhase.HARM_STARTED) == null && !account.nearMiss()) {
            missing.add(new Problem("when harm started is not said", "give times.HARM_STARTED"));
        }
        if (account.wentWell().isBlank()) {
            missing.add(new Problem("what went well is not said", "give wentWell"));
        }
        if (account.luck().isBlank()) {
            missing.add(new Problem("where there was luck is not said", "give luck; \"none\" is an answer"));
        }
    }

    private static void order(Incident incident, List<Problem> missing) {
        IncidentPhase[] phases = IncidentPhase.values();
        for (int i = 1; i < phases.length; i++) {
            IncidentTimestamp later = incident.response().at(phases[i]);
            for (int j = 0; j < i && later != null; j++) {
                IncidentTimestamp earlier = incident.response().at(phases[j]);
                if (earlier != null && later.isSurelyBefore(earlier)) {
                    missing.add(new Problem(
                            phases[i].words() + " (" + later.at() + ") is before " + phases[j].words() + " ("
                                    + earlier.at() + ")",
                            "correct one of the times, or say how precise it is"));
                }
            }
        }
    }
}
