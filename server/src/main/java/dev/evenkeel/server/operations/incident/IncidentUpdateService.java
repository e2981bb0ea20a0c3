// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.AffectedItem;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentRole;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.IncidentTimestamp;
import dev.evenkeel.engine.incident.LinkedChange;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// What people order about an incident that is there. Each order is one transaction. Thread-safe.
@Component
class IncidentUpdateService {
    private static final String DESPITE = "despiteAlerts";

    private final IncidentWriter book;
    private final IncomingAlertRepository alerts;

    IncidentUpdateService(IncidentWriter book, IncomingAlertRepository alerts) {
        this.book = book;
        this.alerts = alerts;
    }

    /// A person takes it up: it is confirmed, and that person leads unless somebody does.
    Incident acknowledge(String id, @Nullable JsonNode body, String who) {
        RequestFields order = RequestFields.read(body, Set.of("person"));
        String person = order.text("person", who);
        order.check();
        return book.change(id, new IncidentAction(who, "acknowledged", person + " takes it up"), incident -> {
            var response = incident.response()
                    .confirm()
                    .withIfAbsent(IncidentPhase.ACKNOWLEDGED, IncidentTimestamp.exact(book.now(), person));
            return incident.with(
                    response.roles().containsKey(IncidentRole.COMMANDER)
                            ? response
                            : response.with(IncidentRole.COMMANDER, person));
        });
    }

    Incident join(String id, @Nullable JsonNode body, String who) {
        RequestFields order = RequestFields.read(body, Set.of("person"));
        String person = order.text("person", who);
        order.check();
        return book.change(id, new IncidentAction(who, "joined", person + " joins"), UnaryOperator.identity());
    }

    Incident role(String id, JsonNode body, String who) {
        RequestFields order = RequestFields.read(body, Set.of("role", "person"));
        order.required("role", "name one of the roles");
        IncidentRole role = order.fields().oneOf("role", IncidentRole.class, IncidentRole.COMMANDER);
        String person = order.required("person", "say who");
        order.check();
        return book.change(
                id,
                new IncidentAction(who, "role", role.name().toLowerCase(Locale.ROOT) + " is " + person),
                incident -> incident.with(incident.response().with(role, person)));
    }

    Incident note(String id, JsonNode body, String who) {
        RequestFields order = RequestFields.read(body, Set.of("text"));
        String text = order.required("text", "say what happened");
        order.check();
        return book.change(id, new IncidentAction(who, "note", text), UnaryOperator.identity());
    }

    Incident edit(String id, JsonNode body, String who) {
        RequestFields order = RequestFields.read(body, IncidentDetailsRequest.FIELDS);
        IncidentDetailsRequest known = IncidentDetailsRequest.read(order, who, book.now());
        order.check();
        return book.change(
                id,
                new IncidentAction(who, "edited", "edited: " + edited(body), order.text("reason", "")),
                known::over);
    }

    /// The harm has ended.
    ///
    /// @throws ConflictException while its alerts fire, unless the body says to do it in spite of them
    Incident mitigate(String id, @Nullable JsonNode body, String who) {
        return enter(id, body, who, IncidentState.MITIGATED, IncidentPhase.MITIGATED);
    }

    /// Nothing is left to do but to learn.
    ///
    /// @throws ConflictException while its alerts fire, unless the body says to do it in spite of them
    Incident resolve(String id, @Nullable JsonNode body, String who) {
        return enter(id, body, who, IncidentState.RESOLVED, IncidentPhase.RESOLVED);
    }

    Incident review(String id, @Nullable JsonNode body, String who) {
        return enter(id, body, who, IncidentState.REVIEWED, null);
    }

    private Incident enter(
            String id, @Nullable JsonNode body, String who, IncidentState next, @Nullable IncidentPhase phase) {
        Set<String> names = new HashSet<>(IncidentDetailsRequest.FIELDS);
        names.addAll(phase == null ? Set.of("at") : Set.of("at", DESPITE));
        RequestFields order = RequestFields.read(body, names);
        Instant at = order.instant("at", book.now());
        IncidentDetailsRequest known = IncidentDetailsRequest.read(order, who, book.now());
        boolean despite = phase != null && order.fields().truth(DESPITE, false);
        order.check();
        List<IncidentHistoryQueries.FiringAlert> firing = phase == null ? List.of() : alerts.firingOf(id);
        if (!firing.isEmpty() && !despite) {
            throw firing(id, firing);
        }
        String state = next.name().toLowerCase(Locale.ROOT);
        String words = firing.isEmpty() ? state : state + " while alerts fire: " + names(firing);
        return book.change(id, new IncidentAction(who, state, words, order.text("reason", "")), before -> {
            Incident after = known.over(before);
            if (phase != null && (order.has("at") || after.response().at(phase) == null)) {
                after = after.with(after.response().with(phase, IncidentTimestamp.exact(at, who)));
            }
            return IncidentWriter.enter(after, next);
        });
    }

    private static ConflictException firing(String id, List<IncidentHistoryQueries.FiringAlert> firing) {
        return new ConflictException(
                ProblemCode.ALERTS_FIRING,
                "Alerts of incident " + id + " are firing: " + names(firing) + ". Nothing was changed.",
                "Wait until they end, or send \"" + DESPITE
                        + "\":true. Alerts that page and still fire later alert again.",
                firing.stream()
                        .map(alert -> new Problem.FieldError(
                                "", alert.name() + " fires since " + alert.since(), "end what it reports"))
                        .toList());
    }

    private static String names(List<IncidentHistoryQueries.FiringAlert> firing) {
        return firing.stream().map(IncidentHistoryQueries.FiringAlert::name).collect(Collectors.joining(", "));
    }

    Incident link(String id, JsonNode body, String who) {
        RequestFields order = RequestFields.read(body, Set.of("change", "because"));
        var change = new LinkedChange(
                order.required("change", "name the change, for example rollout:r-1"),
                order.required("because", "say on what grounds"),
                who);
        order.check();
        return book.change(
                id,
                new IncidentAction(who, "linked", "change " + change.change() + " is linked: " + change.because()),
                incident -> incident.with(incident.account().linking(change)));
    }

    /// Names money that it left wrong.
    Incident affect(String id, JsonNode body, String who) {
        RequestFields order = RequestFields.read(body, Set.of("ids"));
        List<String> ids = order.fields().texts("ids", List.of());
        AffectedItems.check(order, "ids", ids);
        order.check();
        return book.change(
                id,
                new IncidentAction(who, "affected", "affected: " + String.join(", ", ids)),
                incident -> AffectedItems.add(incident, ids));
    }

    /// Says what put affected money right.
    Incident correct(String id, JsonNode body, String who) {
        RequestFields order = RequestFields.read(body, Set.of("id", "correction"));
        String affected = order.required("id", "name what was corrected");
        String what = order.required("correction", "say what put it right, for example reversed by booking 4711");
        order.check();
        var correction = new AffectedItem.Correction(what, who, book.now());
        return book.change(id, new IncidentAction(who, "corrected", affected + ": " + what), incident -> {
            if (incident.affected().stream().noneMatch(one -> one.id().equals(affected))) {
                throw noPart(id, "affected " + affected);
            }
            return incident.affecting(incident.affected().stream()
                    .map(one -> one.id().equals(affected) ? new AffectedItem(affected, correction) : one)
                    .toList());
        });
    }

    private static String edited(JsonNode body) {
        return String.join(
                ", ",
                body.propertyNames().stream()
                        .filter(name -> !name.equals("reason"))
                        .sorted()
                        .toList());
    }

    private static NotFoundException noPart(String id, String part) {
        return new NotFoundException(
                ProblemCode.INCIDENT_NOT_FOUND,
                "Incident " + id + " has no " + part + ". Nothing was changed.",
                "GET /api/v1/incidents/" + id + " shows what it has.");
    }
}
