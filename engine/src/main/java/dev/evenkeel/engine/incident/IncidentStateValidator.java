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
            missing.add(new Problem("the incident is already " + incident.state(), "no action is needed"));
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
            missing.add(new Problem("the mitigation is not set", "set mitigation"));
        }
        if (incident.response().timeOf(IncidentPhase.MITIGATED) == null) {
            missing.add(new Problem("the time of mitigation is not set", "set times.MITIGATED"));
        }
    }

    private static void checkResolved(Incident incident, List<Problem> missing) {
        checkMitigated(incident, missing);
        if (incident.response().timeOf(IncidentPhase.DETECTED) == null) {
            missing.add(new Problem("the time of detection is not set", "set times.DETECTED"));
        }
        List<String> uncorrected = incident.uncorrectedItems();
        if (!uncorrected.isEmpty()) {
            missing.add(new Problem(
                    uncorrected.size() + " of " + incident.affected().size() + " affected items have no correction: "
                            + String.join(", ", uncorrected),
                    "correct each item in its system and record the correction"));
        }
    }

    private static void checkReviewed(Incident incident, List<Problem> missing) {
        if (incident.state() != IncidentState.RESOLVED) {
            missing.add(new Problem("the incident is " + incident.state() + ", not RESOLVED", "resolve it first"));
        }
        IncidentFindings findings = incident.account();
        if (findings.trigger() == null) {
            missing.add(new Problem("the trigger is not set", "set trigger"));
        }
        if (findings.causes().isEmpty()) {
            missing.add(new Problem("no cause is set", "set causes, each with a weight"));
        }
        if (findings.changes().isEmpty() && !findings.noRelatedChange()) {
            missing.add(new Problem("no change is linked", "link a change, or set noRelatedChange"));
        }
        if (findings.detection() == null) {
            missing.add(new Problem("the detection is not set", "set detection"));
        }
        if (!findings.nearMiss() && !findings.impact().hasContent()) {
            missing.add(new Problem("the impact is not set", "set impact, or nearMiss"));
        }
        if (incident.response().timeOf(IncidentPhase.HARM_STARTED) == null && !findings.nearMiss()) {
            missing.add(new Problem("the start of the impact is not set", "set times.HARM_STARTED"));
        }
        if (findings.wentWell().isBlank()) {
            missing.add(new Problem("what went well is not recorded", "set wentWell"));
        }
        if (findings.gotLucky().isBlank()) {
            missing.add(new Problem("where you got lucky is not recorded", "set gotLucky; \"none\" is allowed"));
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
                            "correct one of the times, or set its precision"));
                }
            }
        }
    }
}
