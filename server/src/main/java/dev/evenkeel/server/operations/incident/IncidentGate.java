// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.server.gates.gate.Gate;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.operations.incident.IncidentQueries.OpenIncident;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/// The gate for open incidents: blocks changes to a service while an incident affects it or one of its
/// dependencies.
///
/// An incident closes the gate if its severity is at least [IncidentSeverity#SERIOUS] or a user has confirmed
/// it. An incident opened by a change's own rollback needs a review but does not close the gate.
@Component
class IncidentGate implements Gate {
    private static final String NAME = "incidents";

    private final OpenIncidentQueries incidents;

    IncidentGate(OpenIncidentQueries incidents) {
        this.incidents = incidents;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<GateResult> evaluate(GateContext context, Instant now) {
        String service = context.service();
        return service == null ? evaluateUnknownService() : evaluateService(service);
    }

    private List<GateResult> evaluateService(String service) {
        List<OpenIncident> closing = incidents.listAffecting(service).stream()
                .filter(IncidentGate::isBlocking)
                .toList();
        return closing.isEmpty()
                ? List.of(GateResult.pass(NAME, "no open incident affects " + service + " or its dependencies"))
                : closing.stream().map(IncidentGate::denial).toList();
    }

    private List<GateResult> evaluateUnknownService() {
        boolean any = incidents.listAll().stream().anyMatch(IncidentGate::isBlocking);
        return List.of(
                any
                        ? GateResult.unknown(NAME, "incidents are open, but the service of the change is unknown")
                        : GateResult.pass(NAME, "no open incidents"));
    }

    private static boolean isBlocking(OpenIncident incident) {
        return !incident.reviewOnly()
                && (incident.confirmed() || incident.severity().isAtLeast(IncidentSeverity.SERIOUS));
    }

    private static GateResult denial(OpenIncident incident) {
        String where = incident.distance() == 0 ? "" : " of dependency " + incident.service();
        return GateResult.deny(
                        NAME,
                        "incident " + incident.id() + " (" + incident.severity() + ", " + incident.title() + ")" + where
                                + " is " + incident.state() + " since "
                                + incident.since().truncatedTo(ChronoUnit.SECONDS))
                .withEvidence(List.of(
                        new GateResult.GateEvidenceItem("incident", incident.title(), "/incidents/" + incident.id())))
                .withPeriod(incident.since(), null);
    }
}
