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
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
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

/// The service for incidents that users declare. Thread-safe.
@Component
class IncidentDeclarationService {
    private static final Pattern ID = Pattern.compile("[!-~]{1,64}");

    private final IncidentWriter book;
    private final IncidentRepository incidents;
    private final IncidentTemplateService templates;
    private final ServiceCatalogService services;

    IncidentDeclarationService(
            IncidentWriter book,
            IncidentRepository incidents,
            IncidentTemplateService templates,
            ServiceCatalogService services) {
        this.book = book;
        this.incidents = incidents;
        this.templates = templates;
        this.services = services;
    }

    /// Opens an incident, or joins the open one of the same service and change. A mitigated incident is linked
    /// to the new one instead, unless the request names it to be reopened. Missing fields are taken from the
    /// template that the request names.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ConflictException if the incident to reopen is resolved
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    IncidentWriter.SignalResult declare(JsonNode body, String who) {
        Set<String> names = new HashSet<>(IncidentDetailsUpdate.FIELDS);
        names.addAll(Set.of("service", "change", "affected", "template", "reopen"));
        RequestFieldReader order = RequestFieldReader.parse(body, names);
        Instant now = book.now();
        IncidentTemplate template = templates.findNamed(order);
        DeclarationSubject declared = DeclarationSubject.parse(order, template);
        List<String> affected = order.fields().texts("affected", List.of());
        if (order.has("affected")) {
            AffectedItems.validate(order, "affected", affected);
        }
        IncidentDetailsUpdate known = IncidentDetailsUpdate.parse(order, who, now);
        String reopen = readReopenedId(order, declared.service());
        order.validate();
        UnaryOperator<Incident> usual = templateDefaults(template, order, now);
        var arrival = new IncomingSignal(
                new IncidentSignal(declared.service(), declared.change(), now),
                declared.title(),
                IncidentOrigin.PERSON,
                SeverityRule.initial().rate(IncidentImpact.UNKNOWN, false),
                new TimelineEntry(now, who, "declared", declared.text()),
                known.formatSeverity(),
                null,
                who,
                fresh -> applyDetails(known, affected, usual.apply(detected(confirmed(fresh), who, now))),
                joined -> applyDetails(known, affected, usual.apply(confirmed(joined.reopen(now))))
                        .withTitle(joined.title()));
        return reopen == null ? book.recordSignal(arrival) : book.recordSignalInto(reopen, arrival);
    }

    /// Returns warnings about unknown names in a declared incident. They never reject the declaration.
    List<ValidationErrors.ValidationError> listWarnings(Incident incident) {
        return services.findByKey(incident.service()).isPresent()
                ? List.of()
                : List.of(new ValidationErrors.ValidationError(
                        "/service",
                        "there is no service \"" + incident.service() + "\" in the catalogue",
                        "if the name is wrong, declare the incident for the right service and resolve this one"));
    }

    /// Parses the id of the incident to reopen, which must belong to the same service; null when absent.
    private @Nullable String readReopenedId(RequestFieldReader order, String service) {
        if (!order.has("reopen")) {
            return null;
        }
        String id = order.requireText("reopen", "name the mitigated incident to reopen, or leave it out");
        if (id.isEmpty()) {
            return null;
        }
        /* PostgreSQL rejects NUL characters in text. */
        Incident incident = ID.matcher(id).matches() ? incidents.findById(id).orElse(null) : null;
        if (incident == null) {
            order.addError("reopen", "there is no incident " + id, "name a mitigated incident of the service");
        } else if (!incident.service().equals(service)) {
            order.addError(
                    "reopen",
                    "incident " + id + " belongs to service " + incident.service() + ", not to " + service,
                    "name a mitigated incident of " + service + ", or leave it out to declare a new one");
        }
        return id;
    }

    /// The subject of a declared incident.
    ///
    /// @param text text of the timeline entry
    private record DeclarationSubject(
            String service, String title, @Nullable String change, String text) {
        static DeclarationSubject parse(RequestFieldReader order, @Nullable IncidentTemplate template) {
            String service = readText(
                    order,
                    "service",
                    template == null ? unknown(order) : template.spec().service(),
                    "give the key of the service that is hurt");
            String title = readText(
                    order,
                    "title",
                    template == null ? unknown(order) : template.title(service),
                    "say in a line what hurts");
            return new DeclarationSubject(
                    service,
                    title,
                    order.has("change") ? order.requireText("change", "name the change, or leave it out") : null,
                    template == null ? title : title + " (template " + template.name() + ")");
        }

        /* If the template does not exist, its defaults are unknown: do not report the fields as missing. */
        private static @Nullable String unknown(RequestFieldReader order) {
            return order.has("template") ? "" : null;
        }

        private static String readText(RequestFieldReader order, String name, @Nullable String usual, String remedy) {
            return usual == null || order.has(name) ? order.requireText(name, remedy) : usual;
        }
    }

    private static UnaryOperator<Incident> templateDefaults(
            @Nullable IncidentTemplate template, RequestFieldReader order, Instant now) {
        return template == null
                ? UnaryOperator.identity()
                : IncidentTemplateDefaults.of(template, order, LocalDate.ofInstant(now, ZoneOffset.UTC))::applyTo;
    }

    private static Incident confirmed(Incident incident) {
        return incident.withResponse(incident.response().withConfirmation());
    }

    private static Incident detected(Incident fresh, String who, Instant now) {
        return fresh.withResponse(fresh.response().withTime(IncidentPhase.DETECTED, IncidentTimestamp.exact(now, who)));
    }

    private static Incident applyDetails(IncidentDetailsUpdate known, List<String> affected, Incident incident) {
        Incident told = known.applyTo(incident);
        Incident noticed = told.account().detection() == null && told.origin() == IncidentOrigin.PERSON
                ? told.withAnalysis(told.account()
                        .withDetection(affected.isEmpty() ? DetectionSource.PERSON : DetectionSource.INVARIANT))
                : told;
        return affected.isEmpty() ? noticed : AffectedItems.add(noticed, affected);
    }
}
