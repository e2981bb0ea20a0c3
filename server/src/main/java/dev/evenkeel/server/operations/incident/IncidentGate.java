// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.server.gates.gate.Gate;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.operations.incident.IncidentService.OpenIncident;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/// Nothing goes on in a service that is hurt, or that needs one that is.
///
/// An incident closes the gate from [IncidentSeverity#SERIOUS] on, or when a person has confirmed it. One that
/// a change's own rollback opened asks for a review and closes nothing.
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
    public List<GateResult> answers(GateContext question, Instant now) {
        String service = question.service();
        return service == null ? ofUnknownService() : answers(service);
    }

    private List<GateResult> answers(String service) {
        List<OpenIncident> closing =
                incidents.on(service).stream().filter(IncidentGate::closes).toList();
        return closing.isEmpty()
                ? List.of(GateResult.pass(NAME, "no incident of " + service + " or of what it needs is open"))
                : closing.stream().map(IncidentGate::denial).toList();
    }

    private List<GateResult> ofUnknownService() {
        boolean any = incidents.all().stream().anyMatch(IncidentGate::closes);
        return List.of(
                any
                        ? GateResult.unknown(
                                NAME, "incidents are open, and nobody has said which service this change is of")
                        : GateResult.pass(NAME, "no incident is open"));
    }

    private static boolean closes(OpenIncident incident) {
        return !incident.asksForReview()
                && (incident.confirmed() || incident.severity().isAtLeast(IncidentSeverity.SERIOUS));
    }

    private static GateResult denial(OpenIncident incident) {
        String where = incident.distance() == 0 ? "" : " in " + incident.service() + ", which it needs";
        return GateResult.deny(
                        NAME,
                        "incident " + incident.id() + " (" + incident.severity() + ", " + incident.title() + ")" + where
                                + " is " + incident.state() + " since "
                                + incident.since().truncatedTo(ChronoUnit.SECONDS))
                .by(List.of(new GateResult.Evidence("incident", incident.title(), "/incidents/" + incident.id())))
                .during(incident.since(), null);
    }
}
