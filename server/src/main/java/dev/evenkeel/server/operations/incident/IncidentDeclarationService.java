// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.api.IncidentApi.DeclareIncidentRequest;
import dev.evenkeel.api.IncidentTemplateApi.IncidentTemplateResponse;
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
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.foundation.request.JsonRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The service for incidents that users declare. Thread-safe.
@Component
class IncidentDeclarationService {
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
    IncidentWriter.SignalResult declare(JsonRequest<DeclareIncidentRequest> body, String who) {
        Instant now = writer.now();
        IncidentTemplateResponse template = findTemplate(body.peek());
        DeclareIncidentRequest request = body.orThrow("Nothing was changed.", (given, errors) -> {
            check(given, template, errors);
            IncidentDetailsUpdate.check(given.details(), "", now, errors);
        });
        var details = new IncidentDetailsUpdate(request.details(), who, now);
        List<String> affected = Objects.requireNonNullElse(request.affected(), List.of());
        String service = Objects.requireNonNull(serviceOf(request, template)).strip();
        String title = titleOf(request, template, service).strip();
        UnaryOperator<Incident> defaults = templateDefaults(template, request, now);
        var signal = new IncidentTriggerSignal(
                new IncidentSignal(
                        service,
                        request.change() == null ? null : request.change().strip(),
                        now),
                title,
                IncidentOrigin.PERSON,
                SeverityRule.initial().rate(IncidentImpact.UNKNOWN, false),
                new TimelineEntry(
                        now, who, "declared", template == null ? title : title + " (template " + template.name() + ")"),
                details.formatSeverity(),
                null,
                who,
                fresh -> applyDetails(details, affected, defaults.apply(detected(confirmed(fresh), who, now))),
                joined -> applyDetails(details, affected, defaults.apply(confirmed(joined.reopen(now))))
                        .withTitle(joined.title()));
        return request.reopen() == null
                ? writer.recordSignal(signal)
                : writer.recordSignalInto(request.reopen().strip(), signal);
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

    private @Nullable IncidentTemplateResponse findTemplate(@Nullable DeclareIncidentRequest given) {
        return given == null || given.template() == null
                ? null
                : templates.find(given.template().strip()).orElse(null);
    }

    /* If the template is invalid, its defaults are unknown: do not report the fields as missing. */
    private void check(
            DeclareIncidentRequest given, @Nullable IncidentTemplateResponse template, ValidationErrors errors) {
        if (given.template() != null && template == null) {
            templates.addUnknownTemplate(given.template().strip(), errors);
        }
        String service = serviceOf(given, template);
        if (!errors.contains("/template")) {
            if (service == null) {
                errors.add("/service", "is missing", "give the key of the affected service");
            }
            if (given.details().title() == null && template == null) {
                errors.add("/title", "is missing", "describe the impact in one line");
            }
        }
        AffectedItems.check(given.affected(), "/affected", errors);
        if (given.reopen() != null && service != null) {
            checkReopened(given.reopen().strip(), service.strip(), errors);
        }
    }

    /* The incident to reopen must belong to the same service. */
    private void checkReopened(String id, String service, ValidationErrors errors) {
        Incident incident = incidents.findById(id).orElse(null);
        if (incident == null) {
            errors.add("/reopen", "incident " + id + " does not exist", "give a mitigated incident of the service");
        } else if (!incident.service().equals(service)) {
            errors.add(
                    "/reopen",
                    "incident " + id + " belongs to service " + incident.service() + ", not to " + service,
                    "give a mitigated incident of " + service + ", or omit the field to declare a new one");
        }
    }

    private static @Nullable String serviceOf(
            DeclareIncidentRequest request, @Nullable IncidentTemplateResponse template) {
        return request.service() == null && template != null ? template.spec().service() : request.service();
    }

    private static String titleOf(
            DeclareIncidentRequest request, @Nullable IncidentTemplateResponse template, String service) {
        String title = request.details().title();
        return title == null ? Objects.requireNonNull(template).title(service) : title;
    }

    private static UnaryOperator<Incident> templateDefaults(
            @Nullable IncidentTemplateResponse template, DeclareIncidentRequest request, Instant now) {
        boolean hasImpact = request.details().impact() != null;
        return template == null
                ? UnaryOperator.identity()
                : IncidentDeclarationDefaults.of(template, hasImpact, LocalDate.ofInstant(now, ZoneOffset.UTC))
                        ::applyTo;
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
