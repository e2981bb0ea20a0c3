// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.api.ValidationWarning;
import dev.evenkeel.engine.incident.DetectionSource;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentImpact;
import dev.evenkeel.engine.incident.IncidentOrigin;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentSignal;
import dev.evenkeel.engine.incident.SeverityRule;
import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.engine.incident.TimestampWithPrecision;
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

    private final IncidentWriter writer;
    private final IncidentRepository incidents;
    private final IncidentTemplateService templates;
    private final ServiceCatalogService services;

    IncidentDeclarationService(
            IncidentWriter writer,
            IncidentRepository incidents,
            IncidentTemplateService templates,
            ServiceCatalogService services) {
        this.writer = writer;
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
        RequestFieldReader fields = RequestFieldReader.parse(body, names);
        Instant now = writer.now();
        IncidentTemplate template = templates.findNamed(fields);
        DeclarationSubject declared = DeclarationSubject.parse(fields, template);
        List<String> affected = fields.fields().texts("affected", List.of());
        if (fields.has("affected")) {
            AffectedItems.validate(fields, "affected", affected);
        }
        IncidentDetailsUpdate request = IncidentDetailsUpdate.parse(fields, who, now);
        String reopen = readReopenedId(fields, declared.service());
        fields.validate();
        UnaryOperator<Incident> usual = templateDefaults(template, fields, now);
        var signal = new IncidentTriggerSignal(
                new IncidentSignal(declared.service(), declared.change(), now),
                declared.title(),
                IncidentOrigin.PERSON,
                SeverityRule.initial().rate(IncidentImpact.UNKNOWN, false),
                new TimelineEntry(now, who, "declared", declared.text()),
                request.formatSeverity(),
                null,
                who,
                fresh -> applyDetails(request, affected, usual.apply(detected(confirmed(fresh), who, now))),
                joined -> applyDetails(request, affected, usual.apply(confirmed(joined.reopen(now))))
                        .withTitle(joined.title()));
        return reopen == null ? writer.recordSignal(signal) : writer.recordSignalInto(reopen, signal);
    }

    /// Returns warnings about unknown names in a declared incident. They never reject the declaration.
    List<ValidationWarning> listWarnings(Incident incident) {
        return services.findByKey(incident.service()).isPresent()
                ? List.of()
                : List.of(new ValidationWarning(
                        "/service",
                        "service \"" + incident.service() + "\" is not in the service catalog",
                        "if the name is wrong, resolve this incident and declare one for the correct service"));
    }

    /// Parses the id of the incident to reopen, which must belong to the same service; null when absent.
    private @Nullable String readReopenedId(RequestFieldReader fields, String service) {
        if (!fields.has("reopen")) {
            return null;
        }
        String id = fields.requireText("reopen", "give the ID of the mitigated incident to reopen, or omit the field");
        if (id.isEmpty()) {
            return null;
        }
        /* PostgreSQL rejects NUL characters in text. */
        Incident incident = ID.matcher(id).matches() ? incidents.findById(id).orElse(null) : null;
        if (incident == null) {
            fields.addError("reopen", "incident " + id + " does not exist", "give a mitigated incident of the service");
        } else if (!incident.service().equals(service)) {
            fields.addError(
                    "reopen",
                    "incident " + id + " belongs to service " + incident.service() + ", not to " + service,
                    "give a mitigated incident of " + service + ", or omit the field to declare a new one");
        }
        return id;
    }

    /// The subject of a declared incident.
    ///
    /// @param text text of the timeline entry
    private record DeclarationSubject(
            String service, String title, @Nullable String change, String text) {
        static DeclarationSubject parse(RequestFieldReader fields, @Nullable IncidentTemplate template) {
            String service = readText(
                    fields,
                    "service",
                    template == null ? unknown(fields) : template.spec().service(),
                    "give the key of the affected service");
            String title = readText(
                    fields,
                    "title",
                    template == null ? unknown(fields) : template.title(service),
                    "describe the impact in one line");
            return new DeclarationSubject(
                    service,
                    title,
                    fields.has("change") ? fields.requireText("change", "give the change, or omit the field") : null,
                    template == null ? title : title + " (template " + template.name() + ")");
        }

        /* If the template does not exist, its defaults are unknown: do not report the fields as missing. */
        private static @Nullable String unknown(RequestFieldReader fields) {
            return fields.has("template") ? "" : null;
        }

        private static String readText(RequestFieldReader fields, String name, @Nullable String usual, String remedy) {
            return usual == null || fields.has(name) ? fields.requireText(name, remedy) : usual;
        }
    }

    private static UnaryOperator<Incident> templateDefaults(
            @Nullable IncidentTemplate template, RequestFieldReader fields, Instant now) {
        return template == null
                ? UnaryOperator.identity()
                : IncidentDeclarationDefaults.of(template, fields, LocalDate.ofInstant(now, ZoneOffset.UTC))::applyTo;
    }

    private static Incident confirmed(Incident incident) {
        return incident.withResponse(incident.response().withConfirmation());
    }

    private static Incident detected(Incident fresh, String who, Instant now) {
        return fresh.withResponse(
                fresh.response().withTime(IncidentPhase.DETECTED, TimestampWithPrecision.exact(now, who)));
    }

    private static Incident applyDetails(IncidentDetailsUpdate request, List<String> affected, Incident incident) {
        Incident told = request.applyTo(incident);
        Incident noticed = told.account().detection() == null && told.origin() == IncidentOrigin.PERSON
                ? told.withAnalysis(told.account()
                        .withDetection(affected.isEmpty() ? DetectionSource.PERSON : DetectionSource.INVARIANT))
                : told;
        return affected.isEmpty() ? noticed : AffectedItems.add(noticed, affected);
    }
}
