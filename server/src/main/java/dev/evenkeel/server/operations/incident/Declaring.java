// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.Detection;
import dev.evenkeel.engine.incident.Impact;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.Moment;
import dev.evenkeel.engine.incident.Origin;
import dev.evenkeel.engine.incident.Phase;
import dev.evenkeel.engine.incident.SeverityRule;
import dev.evenkeel.engine.incident.Signal;
import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.server.foundation.catalog.Services;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// A person declares an incident. Thread-safe.
@Component
class Declaring {
    private static final Pattern ID = Pattern.compile("[!-~]{1,64}");

    private final IncidentBook book;
    private final IncidentTable incidents;
    private final IncidentTemplates templates;
    private final Services services;

    Declaring(IncidentBook book, IncidentTable incidents, IncidentTemplates templates, Services services) {
        this.book = book;
        this.incidents = incidents;
        this.templates = templates;
        this.services = services;
    }

    /// Begins an incident, or joins the open one of the same service and change. A mitigated one is not joined but
    /// linked to the new one, unless the order says to reopen it. What the order leaves out is taken from the
    /// template that it names.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.Conflict when the incident to reopen is resolved
    /// @throws dev.evenkeel.server.foundation.problems.Rejected with everything that is wrong with the body
    IncidentBook.Taken declare(JsonNode body, String who) {
        Set<String> names = new HashSet<>(RecordOrder.FIELDS);
        names.addAll(Set.of("service", "change", "affected", "template", "reopen"));
        Order order = Order.read(body, names);
        Instant now = book.now();
        IncidentTemplate template = templates.named(order);
        Declared declared = Declared.read(order, template);
        List<String> affected = order.fields().texts("affected", List.of());
        if (order.has("affected")) {
            Affectings.check(order, "affected", affected);
        }
        RecordOrder known = RecordOrder.read(order, who, now);
        String reopen = reopen(order, declared.service());
        order.check();
        UnaryOperator<Incident> usual = usual(template, order, now);
        var arrival = new Arrival(
                new Signal(declared.service(), declared.change(), now),
                declared.title(),
                Origin.PERSON,
                SeverityRule.first().grade(Impact.UNKNOWN, false),
                new TimelineEntry(now, who, "declared", declared.words()),
                known.severityWords(),
                null,
                who,
                fresh -> known(known, affected, usual.apply(detected(confirmed(fresh), who, now))),
                joined -> known(known, affected, usual.apply(confirmed(joined.reopened(now))))
                        .titled(joined.title()));
        return reopen == null ? book.take(arrival) : book.takeInto(reopen, arrival);
    }

    /// What a declared incident names that is not there. It is never refused for that.
    List<Faults.Fault> warnings(Incident incident) {
        return services.find(incident.service()).isPresent()
                ? List.of()
                : List.of(new Faults.Fault(
                        "/service",
                        "there is no service \"" + incident.service() + "\" in the catalogue",
                        "if the name is wrong, declare the incident for the right service and resolve this one"));
    }

    /// The id of the incident that the order says to reopen, of the same service; null when it says none.
    private @Nullable String reopen(Order order, String service) {
        if (!order.has("reopen")) {
            return null;
        }
        String id = order.required("reopen", "name the mitigated incident to reopen, or leave it out");
        if (id.isEmpty()) {
            return null;
        }
        /* PostgreSQL takes no NUL. */
        Incident incident = ID.matcher(id).matches() ? incidents.find(id).orElse(null) : null;
        if (incident == null) {
            order.fault("reopen", "there is no incident " + id, "name a mitigated incident of the service");
        } else if (!incident.service().equals(service)) {
            order.fault(
                    "reopen",
                    "incident " + id + " belongs to service " + incident.service() + ", not to " + service,
                    "name a mitigated incident of " + service + ", or leave it out to declare a new one");
        }
        return id;
    }

    /// What an incident is about.
    ///
    /// @param words for the timeline
    private record Declared(
            String service, String title, @Nullable String change, String words) {
        static Declared read(Order order, @Nullable IncidentTemplate template) {
            String service = said(
                    order,
                    "service",
                    template == null ? unknown(order) : template.spec().service(),
                    "give the key of the service that is hurt");
            String title = said(
                    order,
                    "title",
                    template == null ? unknown(order) : template.title(service),
                    "say in a line what hurts");
            return new Declared(
                    service,
                    title,
                    order.has("change") ? order.required("change", "name the change, or leave it out") : null,
                    template == null ? title : title + " (template " + template.name() + ")");
        }

        /* Nobody knows what a template that there is not would have said. */
        private static @Nullable String unknown(Order order) {
            return order.has("template") ? "" : null;
        }

        private static String said(Order order, String name, @Nullable String usual, String remedy) {
            return usual == null || order.has(name) ? order.required(name, remedy) : usual;
        }
    }

    private static UnaryOperator<Incident> usual(@Nullable IncidentTemplate template, Order order, Instant now) {
        return template == null
                ? UnaryOperator.identity()
                : TemplateUse.of(template, order, LocalDate.ofInstant(now, ZoneOffset.UTC))::over;
    }

    private static Incident confirmed(Incident incident) {
        return incident.with(incident.response().confirm());
    }

    private static Incident detected(Incident fresh, String who, Instant now) {
        return fresh.with(fresh.response().with(Phase.DETECTED, Moment.exact(now, who)));
    }

    private static Incident known(RecordOrder known, List<String> affected, Incident incident) {
        Incident told = known.over(incident);
        Incident noticed = told.account().detection() == null && told.origin() == Origin.PERSON
                ? told.with(told.account().noticedBy(affected.isEmpty() ? Detection.PERSON : Detection.INVARIANT))
                : told;
        return affected.isEmpty() ? noticed : Affectings.add(noticed, affected);
    }
}
