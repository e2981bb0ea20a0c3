// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.api.IncidentApi.AcknowledgeIncidentRequest;
import dev.evenkeel.api.IncidentApi.AddAffectedItemsRequest;
import dev.evenkeel.api.IncidentApi.AddIncidentNoteRequest;
import dev.evenkeel.api.IncidentApi.AssignIncidentRoleRequest;
import dev.evenkeel.api.IncidentApi.CorrectAffectedItemRequest;
import dev.evenkeel.api.IncidentApi.EndIncidentRequest;
import dev.evenkeel.api.IncidentApi.FiringAlertResponse;
import dev.evenkeel.api.IncidentApi.IncidentDetailsFields;
import dev.evenkeel.api.IncidentApi.LinkChangeRequest;
import dev.evenkeel.engine.incident.AffectedItem;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentRole;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.LinkedChange;
import dev.evenkeel.engine.incident.TimestampWithPrecision;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.request.JsonRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The service for updates of incidents by users, one transaction per update. Thread-safe.
@Component
class IncidentUpdateService {
    private static final String NOTHING = "Nothing was changed.";

    private final IncidentWriter writer;
    private final IncomingAlertRepository alerts;

    IncidentUpdateService(IncidentWriter writer, IncomingAlertRepository alerts) {
        this.writer = writer;
        this.alerts = alerts;
    }

    /// Acknowledges and confirms an incident; the user becomes incident commander unless one is assigned.
    Incident acknowledge(String id, JsonRequest<AcknowledgeIncidentRequest> body, String who) {
        String person = Objects.requireNonNullElse(body.orThrow(NOTHING).onBehalfOf(), who);
        var entry = new IncidentUpdateLogEntry(who, "acknowledged", person + " acknowledged the incident");
        return writer.update(id, entry, incident -> {
            var response = incident.response()
                    .withConfirmation()
                    .withTimeIfAbsent(IncidentPhase.ACKNOWLEDGED, TimestampWithPrecision.exact(writer.now(), person));
            return incident.withResponse(
                    response.roles().containsKey(IncidentRole.COMMANDER)
                            ? response
                            : response.withRole(IncidentRole.COMMANDER, person));
        });
    }

    Incident assignRole(String id, JsonRequest<AssignIncidentRoleRequest> body, String who) {
        AssignIncidentRoleRequest request = body.orThrow(NOTHING);
        String person = request.person().strip();
        return writer.update(
                id,
                new IncidentUpdateLogEntry(
                        who, "role", request.role().name().toLowerCase(Locale.ROOT) + " is " + person),
                incident -> incident.withResponse(incident.response().withRole(request.role(), person)));
    }

    Incident addNote(String id, JsonRequest<AddIncidentNoteRequest> body, String who) {
        String text = body.orThrow(NOTHING).text().strip();
        return writer.update(id, new IncidentUpdateLogEntry(who, "note", text), UnaryOperator.identity());
    }

    Incident edit(String id, JsonRequest<IncidentDetailsFields> body, String who) {
        IncidentDetailsUpdate update = toUpdate(body, who);
        return writer.update(
                id,
                new IncidentUpdateLogEntry(who, "edited", "edited: " + update.formatFieldNames(), update.reason()),
                update::applyTo);
    }

    private IncidentDetailsUpdate toUpdate(JsonRequest<IncidentDetailsFields> body, String who) {
        Instant now = writer.now();
        IncidentDetailsFields request =
                body.orThrow(NOTHING, (given, errors) -> IncidentDetailsUpdate.check(given, "", now, errors));
        return new IncidentDetailsUpdate(request, who, now);
    }

    /// Marks an incident as mitigated.
    ///
    /// @throws ConflictException if alerts still fire and the request does not ignore them
    Incident mitigate(String id, JsonRequest<EndIncidentRequest> body, String who) {
        return end(id, body, who, IncidentState.MITIGATED, IncidentPhase.MITIGATED);
    }

    /// Resolves an incident.
    ///
    /// @throws ConflictException if alerts still fire and the request does not ignore them
    Incident resolve(String id, JsonRequest<EndIncidentRequest> body, String who) {
        return end(id, body, who, IncidentState.RESOLVED, IncidentPhase.RESOLVED);
    }

    Incident markReviewed(String id, JsonRequest<IncidentDetailsFields> body, String who) {
        IncidentDetailsUpdate update = toUpdate(body, who);
        return writer.update(
                id,
                new IncidentUpdateLogEntry(who, "reviewed", "reviewed", update.reason()),
                before -> IncidentWriter.transition(update.applyTo(before), IncidentState.REVIEWED));
    }

    private Incident end(
            String id, JsonRequest<EndIncidentRequest> body, String who, IncidentState next, IncidentPhase phase) {
        Instant now = writer.now();
        EndIncidentRequest request =
                body.orThrow(NOTHING, (given, errors) -> IncidentDetailsUpdate.check(given.details(), "", now, errors));
        var update = new IncidentDetailsUpdate(request.details(), who, now);
        List<FiringAlertResponse> firing = alerts.listFiringByIncident(id);
        if (!firing.isEmpty() && !Boolean.TRUE.equals(request.ignoreFiringAlerts())) {
            throw alertsFiringConflict(id, firing);
        }
        String state = next.name().toLowerCase(Locale.ROOT);
        String words = firing.isEmpty() ? state : state + " while alerts are firing: " + names(firing);
        Instant at = Objects.requireNonNullElse(request.at(), now);
        return writer.update(id, new IncidentUpdateLogEntry(who, state, words, update.reason()), before -> {
            Incident after = update.applyTo(before);
            if (request.at() != null || after.response().timeOf(phase) == null) {
                after = after.withResponse(after.response().withTime(phase, TimestampWithPrecision.exact(at, who)));
            }
            return IncidentWriter.transition(after, next);
        });
    }

    private static ConflictException alertsFiringConflict(String id, List<FiringAlertResponse> firing) {
        return new ConflictException(
                ProblemCode.ALERTS_FIRING,
                "Alerts of incident " + id + " are firing: " + names(firing) + ". The incident was not changed.",
                "Wait until they are resolved, or ignore them: --ignore-firing-alerts (API:"
                        + " \"ignoreFiringAlerts\":true). Paging alerts that keep firing alert again.",
                firing.stream()
                        .map(alert -> new ValidationError(
                                "", alert.name() + " has been firing since " + alert.since(), "fix its cause"))
                        .toList());
    }

    private static String names(List<FiringAlertResponse> firing) {
        return firing.stream().map(FiringAlertResponse::name).collect(Collectors.joining(", "));
    }

    Incident linkChange(String id, JsonRequest<LinkChangeRequest> body, String who) {
        LinkChangeRequest request = body.orThrow(NOTHING);
        var change = new LinkedChange(request.change().strip(), request.reason().strip(), who);
        return writer.update(
                id,
                new IncidentUpdateLogEntry(who, "linked", "change " + change.change() + " linked: " + change.reason()),
                incident -> incident.withAnalysis(incident.account().withLinkedChange(change)));
    }

    /// Adds records with wrong money amounts.
    Incident addAffectedItems(String id, JsonRequest<AddAffectedItemsRequest> body, String who) {
        List<String> ids = body.orThrow(NOTHING, (given, errors) -> AffectedItems.check(given.ids(), "/ids", errors))
                .ids();
        return writer.update(
                id,
                new IncidentUpdateLogEntry(who, "affected", "affected: " + String.join(", ", ids)),
                incident -> AffectedItems.add(incident, ids));
    }

    /// Records the correction of affected records.
    Incident correctItem(String id, JsonRequest<CorrectAffectedItemRequest> body, String who) {
        CorrectAffectedItemRequest request = body.orThrow(NOTHING);
        String affected = request.id().strip();
        String what = request.correction().strip();
        var correction = new AffectedItem.Correction(what, who, writer.now());
        return writer.update(id, new IncidentUpdateLogEntry(who, "corrected", affected + ": " + what), incident -> {
            if (incident.affected().stream().noneMatch(one -> one.id().equals(affected))) {
                throw partNotFound(id, "affected record " + affected);
            }
            return incident.withAffectedItems(incident.affected().stream()
                    .map(one -> one.id().equals(affected) ? new AffectedItem(affected, correction) : one)
                    .toList());
        });
    }

    private static NotFoundException partNotFound(String id, String part) {
        return new NotFoundException(
                ProblemCode.INCIDENT_NOT_FOUND,
                "Incident " + id + " has no " + part + ". The incident was not changed.",
                "To show the incident: ./evenkeel incident show " + id);
    }
}
