// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.DetectionSource;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentImpact;
import dev.evenkeel.engine.incident.IncidentOrigin;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentSignal;
import dev.evenkeel.engine.incident.IncidentTimestamp;
import dev.evenkeel.engine.incident.SeverityRule;
import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
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
class IncidentDeclarationService {
    private static final Pattern ID = Pattern.compile("[!-~]{1,64}");

    private final IncidentWriter book;
    private final IncidentRepository incidents;
    private final IncidentTemplateService templates;
    private final ServiceCatalog services;

    IncidentDeclarationService(
            IncidentWriter book,
            IncidentRepository incidents,
            IncidentTemplateService templates,
            ServiceCatalog services) {
        this.book = book;
        this.incidents = incidents;
        this.templates = templates;
        this.services = services;
    }

    /// Begins an incident, or joins the open one of the same service and change. A mitigated one is not joined
    /// but linked to the new one, unless the order says to reopen it. What the order leaves out is taken from
    /// the template that it names.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ConflictException when the incident to reopen is
    ///     resolved
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong with
    ///     the body
    IncidentWriter.SignalResult declare(JsonNode body, String who) {
        Set<String> names = new HashSet<>(IncidentDetailsRequest.FIELDS);
        names.addAll(Set.of("service", "change", "affected", "template", "reopen"));
        RequestFields order = RequestFields.read(body, names);
        Instant now = book.now();
        IncidentTemplate template = templates.named(order);
        DeclarationSubject declared = DeclarationSubject.read(order, template);
        List<String> affected = order.fields().texts("affected", List.of());
        if (order.has("affected")) {
            AffectedItems.check(order, "affected", affected);
        }
        IncidentDetailsRequest known = IncidentDetailsRequest.read(order, who, now);
        String reopen = reopen(order, declared.service());
        order.check();
        UnaryOperator<Incident> usual = usual(template, order, now);
        var arrival = new IncomingSignal(
                new IncidentSignal(declared.service(), declared.change(), now),
                declared.title(),
                IncidentOrigin.PERSON,
                SeverityRule.first().grade(IncidentImpact.UNKNOWN, false),
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
    List<ValidationErrors.ValidationError> warnings(Incident incident) {
        return services.find(incident.service()).isPresent()
                ? List.of()
                : List.of(new ValidationErrors.ValidationError(
                        "/service",
                        "there is no service \"" + incident.service() + "\" in the catalogue",
                        "if the name is wrong, declare the incident for the right service and resolve this one"));
    }

    /// The id of the incident that the order says to reopen, of the same service; null when it says none.
    private @Nullable String reopen(RequestFields order, String service) {
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
    private record DeclarationSubject(
            String service, String title, @Nullable String change, String words) {
        static DeclarationSubject read(RequestFields order, @Nullable IncidentTemplate template) {
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
            return new DeclarationSubject(
                    service,
                    title,
                    order.has("change") ? order.required("change", "name the change, or leave it out") : null,
                    template == null ? title : title + " (template " + template.name() + ")");
        }

        /* Nobody knows what a template that there is not would have said. */
        private static @Nullable String unknown(RequestFields order) {
            return order.has("template") ? "" : null;
        }

        private static String said(RequestFields order, String name, @Nullable String usual, String remedy) {
            return usual == null || order.has(name) ? order.required(name, remedy) : usual;
        }
    }

    private static UnaryOperator<Incident> usual(
            @Nullable IncidentTemplate template, RequestFields order, Instant now) {
        return template == null
                ? UnaryOperator.identity()
                : IncidentTemplateDefaults.of(template, order, LocalDate.ofInstant(now, ZoneOffset.UTC))::over;
    }

    private static Incident confirmed(Incident incident) {
        return incident.with(incident.response().confirm());
    }

    private static Incident detected(Incident fresh, String who, Instant now) {
        return fresh.with(fresh.response().with(IncidentPhase.DETECTED, IncidentTimestamp.exact(now, who)));
    }

    private static Incident known(IncidentDetailsRequest known, List<String> affected, Incident incident) {
        Incident told = known.over(incident);
        Incident noticed = told.account().detection() == null && told.origin() == IncidentOrigin.PERSON
                ? told.with(told.account()
                        .noticedBy(affected.isEmpty() ? DetectionSource.PERSON : DetectionSource.INVARIANT))
                : told;
        return affected.isEmpty() ? noticed : AffectedItems.add(noticed, affected);
    }
}
