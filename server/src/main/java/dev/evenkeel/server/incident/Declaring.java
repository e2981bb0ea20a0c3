// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.incident;

import dev.evenkeel.engine.incident.Detection;
import dev.evenkeel.engine.incident.Impact;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.Moment;
import dev.evenkeel.engine.incident.Origin;
import dev.evenkeel.engine.incident.Phase;
import dev.evenkeel.engine.incident.SeverityRule;
import dev.evenkeel.engine.incident.Signal;
import dev.evenkeel.engine.incident.TimelineEntry;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// A person declares an incident. Thread-safe.
@Component
class Declaring {
    private final IncidentBook book;

    Declaring(IncidentBook book) {
        this.book = book;
    }

    /// Begins an incident, or joins the open one of the same service and change.
    ///
    /// @throws dev.evenkeel.server.platform.Rejected with everything that is wrong with the body
    IncidentBook.Taken declare(JsonNode body, String who) {
        Set<String> names = new HashSet<>(RecordOrder.FIELDS);
        names.addAll(Set.of("service", "change", "affected"));
        Order order = Order.read(body, names);
        Instant now = book.now();
        String service = order.required("service", "give the key of the service that is hurt");
        String title = order.required("title", "say in a line what hurts");
        String change = order.has("change") ? order.required("change", "name the change, or leave it out") : null;
        List<String> affected = order.fields().texts("affected", List.of());
        if (order.has("affected")) {
            Affectings.check(order, "affected", affected);
        }
        RecordOrder known = RecordOrder.read(order, who, now);
        order.check();
        return book.take(new Arrival(
                new Signal(service, change, now),
                title,
                Origin.PERSON,
                SeverityRule.first().grade(Impact.UNKNOWN, false),
                new TimelineEntry(now, who, "declared", title),
                null,
                who,
                fresh -> known(known, affected, confirmed(fresh, who, now)),
                joined -> known(known, affected, joined.with(joined.response().confirm()))
                        .titled(joined.title())));
    }

    private static Incident confirmed(Incident fresh, String who, Instant now) {
        return fresh.with(fresh.response().confirm().with(Phase.DETECTED, Moment.exact(now, who)));
    }

    private static Incident known(RecordOrder known, List<String> affected, Incident incident) {
        Incident told = known.over(incident);
        Incident noticed = told.account().detection() == null && told.origin() == Origin.PERSON
                ? told.with(told.account().noticedBy(affected.isEmpty() ? Detection.PERSON : Detection.INVARIANT))
                : told;
        return affected.isEmpty() ? noticed : Affectings.add(noticed, affected);
    }
}
