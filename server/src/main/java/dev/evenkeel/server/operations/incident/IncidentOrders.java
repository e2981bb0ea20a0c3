// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.Affected;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.LinkedChange;
import dev.evenkeel.engine.incident.Moment;
import dev.evenkeel.engine.incident.Phase;
import dev.evenkeel.engine.incident.Role;
import dev.evenkeel.server.foundation.problems.Conflict;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
import dev.evenkeel.server.foundation.problems.Problem;
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
class IncidentOrders {
    private static final String DESPITE = "despiteAlerts";

    private final IncidentBook book;
    private final AlertTable alerts;

    IncidentOrders(IncidentBook book, AlertTable alerts) {
        this.book = book;
        this.alerts = alerts;
    }

    /// A person takes it up: it is confirmed, and that person leads unless somebody does.
    Incident acknowledge(String id, @Nullable JsonNode body, String who) {
        Order order = Order.read(body, Set.of("person"));
        String person = order.text("person", who);
        order.check();
        return book.change(id, new Deed(who, "acknowledged", person + " takes it up"), incident -> {
            var response =
                    incident.response().confirm().withIfAbsent(Phase.ACKNOWLEDGED, Moment.exact(book.now(), person));
            return incident.with(
                    response.roles().containsKey(Role.COMMANDER) ? response : response.with(Role.COMMANDER, person));
        });
    }

    Incident join(String id, @Nullable JsonNode body, String who) {
        Order order = Order.read(body, Set.of("person"));
        String person = order.text("person", who);
        order.check();
        return book.change(id, new Deed(who, "joined", person + " joins"), UnaryOperator.identity());
    }

    Incident role(String id, JsonNode body, String who) {
        Order order = Order.read(body, Set.of("role", "person"));
        order.required("role", "name one of the roles");
        Role role = order.fields().oneOf("role", Role.class, Role.COMMANDER);
        String person = order.required("person", "say who");
        order.check();
        return book.change(
                id,
                new Deed(who, "role", role.name().toLowerCase(Locale.ROOT) + " is " + person),
                incident -> incident.with(incident.response().with(role, person)));
    }

    Incident note(String id, JsonNode body, String who) {
        Order order = Order.read(body, Set.of("text"));
        String text = order.required("text", "say what happened");
        order.check();
        return book.change(id, new Deed(who, "note", text), UnaryOperator.identity());
    }

    Incident edit(String id, JsonNode body, String who) {
        Order order = Order.read(body, RecordOrder.FIELDS);
        RecordOrder known = RecordOrder.read(order, who, book.now());
        order.check();
        return book.change(
                id, new Deed(who, "edited", "edited: " + edited(body), order.text("reason", "")), known::over);
    }

    /// The harm has ended.
    ///
    /// @throws Conflict while its alerts fire, unless the body says to do it in spite of them
    Incident mitigate(String id, @Nullable JsonNode body, String who) {
        return enter(id, body, who, IncidentState.MITIGATED, Phase.MITIGATED);
    }

    /// Nothing is left to do but to learn.
    ///
    /// @throws Conflict while its alerts fire, unless the body says to do it in spite of them
    Incident resolve(String id, @Nullable JsonNode body, String who) {
        return enter(id, body, who, IncidentState.RESOLVED, Phase.RESOLVED);
    }

    Incident review(String id, @Nullable JsonNode body, String who) {
        return enter(id, body, who, IncidentState.REVIEWED, null);
    }

    private Incident enter(String id, @Nullable JsonNode body, String who, IncidentState next, @Nullable Phase phase) {
        Set<String> names = new HashSet<>(RecordOrder.FIELDS);
        names.addAll(phase == null ? Set.of("at") : Set.of("at", DESPITE));
        Order order = Order.read(body, names);
        Instant at = order.instant("at", book.now());
        RecordOrder known = RecordOrder.read(order, who, book.now());
        boolean despite = phase != null && order.fields().truth(DESPITE, false);
        order.check();
        List<IncidentRecords.FiringAlert> firing = phase == null ? List.of() : alerts.firingOf(id);
        if (!firing.isEmpty() && !despite) {
            throw firing(id, firing);
        }
        String state = next.name().toLowerCase(Locale.ROOT);
        String words = firing.isEmpty() ? state : state + " while alerts fire: " + names(firing);
        return book.change(id, new Deed(who, state, words, order.text("reason", "")), before -> {
            Incident after = known.over(before);
            if (phase != null && (order.has("at") || after.response().at(phase) == null)) {
                after = after.with(after.response().with(phase, Moment.exact(at, who)));
            }
            return IncidentBook.enter(after, next);
        });
    }

    private static Conflict firing(String id, List<IncidentRecords.FiringAlert> firing) {
        return new Conflict(
                ErrorCode.ALERTS_FIRING,
                "Alerts of incident " + id + " are firing: " + names(firing) + ". Nothing was changed.",
                "Wait until they end, or send \"" + DESPITE
                        + "\":true. Alerts that page and still fire later alert again.",
                firing.stream()
                        .map(alert -> new Problem.Fault(
                                "", alert.name() + " fires since " + alert.since(), "end what it reports"))
                        .toList());
    }

    private static String names(List<IncidentRecords.FiringAlert> firing) {
        return firing.stream().map(IncidentRecords.FiringAlert::name).collect(Collectors.joining(", "));
    }

    Incident link(String id, JsonNode body, String who) {
        Order order = Order.read(body, Set.of("change", "because"));
        var change = new LinkedChange(
                order.required("change", "name the change, for example rollout:r-1"),
                order.required("because", "say on what grounds"),
                who);
        order.check();
        return book.change(
                id,
                new Deed(who, "linked", "change " + change.change() + " is linked: " + change.because()),
                incident -> incident.with(incident.account().linking(change)));
    }

    /// Names money that it left wrong.
    Incident affect(String id, JsonNode body, String who) {
        Order order = Order.read(body, Set.of("ids"));
        List<String> ids = order.fields().texts("ids", List.of());
        Affectings.check(order, "ids", ids);
        order.check();
        return book.change(
                id,
                new Deed(who, "affected", "affected: " + String.join(", ", ids)),
                incident -> Affectings.add(incident, ids));
    }

    /// Says what put affected money right.
    Incident correct(String id, JsonNode body, String who) {
        Order order = Order.read(body, Set.of("id", "correction"));
        String affected = order.required("id", "name what was corrected");
        String what = order.required("correction", "say what put it right, for example reversed by booking 4711");
        order.check();
        var correction = new Affected.Correction(what, who, book.now());
        return book.change(id, new Deed(who, "corrected", affected + ": " + what), incident -> {
            if (incident.affected().stream().noneMatch(one -> one.id().equals(affected))) {
                throw noPart(id, "affected " + affected);
            }
            return incident.affecting(incident.affected().stream()
                    .map(one -> one.id().equals(affected) ? new Affected(affected, correction) : one)
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

    private static NotFound noPart(String id, String part) {
        return new NotFound(
                ErrorCode.INCIDENT_NOT_FOUND,
                "Incident " + id + " has no " + part + ". Nothing was changed.",
                "GET /api/v1/incidents/" + id + " shows what it has.");
    }
}
