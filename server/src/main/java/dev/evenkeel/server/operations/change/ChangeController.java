// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.api.ChangeApi.ChangeImportResponse;
import dev.evenkeel.api.ChangeApi.ChangeResponse;
import dev.evenkeel.api.ChangeApi.ChangeSloComparisonResponse;
import dev.evenkeel.api.ChangeApi.ChangesResponse;
import dev.evenkeel.api.ChangeApi.DoraMetricsResponse;
import dev.evenkeel.api.ChangeApi.EventReceipt;
import dev.evenkeel.api.ChangeApi.ImportChangesRequest;
import dev.evenkeel.api.ChangeApi.ReportChangeRequest;
import dev.evenkeel.api.ChangeApi.SetChangeOutcomeRequest;
import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.engine.change.ChangeOutcome;
import dev.evenkeel.files.change.CdEventsParser;
import dev.evenkeel.files.change.ExternalChangeReport;
import dev.evenkeel.files.change.GitHubDeploymentParser;
import dev.evenkeel.files.change.GitLabDeploymentParser;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.technology.TechnologyPatch;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// HTTP endpoints for change reports and their outcomes (docs/reference/http-api.md).
@RestController
class ChangeController {
    private static final Duration PERIOD = Duration.ofDays(90);
    private static final int MOST = 1_000;
    private static final int LONGEST_LOOK = 24 * 60;

    private final ReportedChangeQueries changes;
    private final ChangeIngestionService news;
    private final ChangeSloComparisonService comparison;
    private final Clock clock;

    ChangeController(
            ReportedChangeQueries changes,
            ChangeIngestionService news,
            ChangeSloComparisonService comparison,
            Clock clock) {
        this.changes = changes;
        this.news = news;
        this.comparison = comparison;
        this.clock = clock;
    }

    /// Creates a change from a report, or updates the change with the same source and external ID.
    @PostMapping("/api/v1/changes")
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.ServiceSource.BODY)
    ChangeResponse report(JsonRequest<ReportChangeRequest> body, Caller.Actor caller) {
        ExternalChangeReport report = toReport(
                body.orThrow("The change was not recorded.", (given, errors) -> checkTechnologies(given, "", errors)));
        return news.ingest(report, caller)
                .map(this::getResponse)
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.CHANGE_NOT_FOUND,
                        describeIgnored(report),
                        "Record the completed change first: ./evenkeel change record"));
    }

    /// Imports 1 to 2,000 change reports, all or none; repeated reports have no effect.
    @PostMapping("/api/v1/changes/import")
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.ServiceSource.BODY)
    ChangeImportResponse importAll(JsonRequest<ImportChangesRequest> body, Caller.Actor caller) {
        ImportChangesRequest request =
                body.orThrow("The changes were not imported.", ChangeController::checkAllTechnologies);
        List<ExternalChangeReport> reports =
                request.changes().stream().map(ChangeController::toReport).toList();
        List<Optional<String>> taken = news.ingestAll(reports, caller);
        List<String> passedOver = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            if (taken.get(i).isEmpty()) {
                passedOver.add(describeIgnored(reports.get(i)));
            }
        }
        return new ChangeImportResponse(reports.size() - passedOver.size(), passedOver);
    }

    private static void checkAllTechnologies(ImportChangesRequest given, ValidationErrors errors) {
        for (int i = 0; given.changes() != null && i < given.changes().size(); i++) {
            checkTechnologies(given.changes().get(i), "/changes/" + i, errors);
        }
    }

    private static void checkTechnologies(ReportChangeRequest given, String pointer, ValidationErrors errors) {
        List<String> keys = Objects.requireNonNullElse(given.technologies(), List.of());
        for (int i = 0; i < keys.size(); i++) {
            TechnologyPatch.checkKey(keys.get(i), pointer + "/technologies/" + i, errors);
        }
    }

    private static ExternalChangeReport toReport(ReportChangeRequest request) {
        List<String> technologies = request.technologies();
        return new ExternalChangeReport(
                new ExternalChangeReport.Origin(request.source(), request.externalId()),
                request.service(),
                request.environment(),
                request.state(),
                request.at(),
                new ExternalChangeReport.Details(
                        Objects.requireNonNullElse(request.kind(), ChangeKind.CODE),
                        Objects.requireNonNullElse(blankToNull(request.title()), ""),
                        blankToNull(request.author()),
                        blankToNull(request.artifact()),
                        blankToNull(request.link()),
                        request.committedAt(),
                        Boolean.TRUE.equals(request.unplanned()) || blankToNull(request.fixes()) != null,
                        blankToNull(request.fixes()),
                        technologies == null
                                ? null
                                : technologies.stream().distinct().toList()));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /// Creates or updates a change from a CDEvent; ignores events that describe no change.
    @PostMapping("/api/v1/changes/cdevents")
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.ServiceSource.BODY)
    @OpenApiRequestBodySchema(value = Map.class, description = "A CDEvent, alone or as the data of a CloudEvent.")
    EventReceipt receiveCdEvent(@RequestBody JsonNode body, Caller.Actor caller) {
        return receiveEvent(caller, errors -> CdEventsParser.parse(body, errors));
    }

    /// Creates or updates a change from GitHub's webhook `deployment_status`.
    @PostMapping("/api/v1/changes/github")
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.ServiceSource.BODY)
    @OpenApiRequestBodySchema(value = Map.class, description = "GitHub's deployment_status webhook payload.")
    EventReceipt receiveGitHubEvent(
            @RequestParam Optional<String> service, @RequestBody JsonNode body, Caller.Actor caller) {
        return receiveEvent(caller, errors -> GitHubDeploymentParser.parse(body, service.orElse(null), errors));
    }

    /// Creates or updates a change from GitLab's deployment webhook.
    @PostMapping("/api/v1/changes/gitlab")
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.ServiceSource.BODY)
    @OpenApiRequestBodySchema(value = Map.class, description = "GitLab's deployment webhook payload.")
    EventReceipt receiveGitLabEvent(
            @RequestParam Optional<String> service, @RequestBody JsonNode body, Caller.Actor caller) {
        return receiveEvent(caller, errors -> GitLabDeploymentParser.parse(body, service.orElse(null), errors));
    }

    private EventReceipt receiveEvent(
            Caller.Actor caller, Function<ValidationErrors, Optional<ExternalChangeReport>> reader) {
        var errors = new ValidationErrors();
        Optional<ExternalChangeReport> report = reader.apply(errors);
        ValidationErrorMapper.throwIfAny(errors, "The event was not recorded.");
        return report.map(one -> news.ingest(one, caller)
                        .map(id -> new EventReceipt(true, "", getResponse(id)))
                        .orElseGet(() -> new EventReceipt(false, describeIgnored(one), null)))
                .orElseGet(() -> new EventReceipt(false, "Events of this type do not describe a change.", null));
    }

    private static String describeIgnored(ExternalChangeReport report) {
        return "Service " + report.service() + " has no completed change in " + report.environment() + " before "
                + report.at() + " that can be rolled back.";
    }

    /// Lists changes that are running or ended in a period (default: 90 days), newest first.
    @GetMapping("/api/v1/changes")
    ChangesResponse list(
            @RequestParam Optional<String> service,
            @RequestParam Optional<String> environment,
            @RequestParam Optional<Instant> from,
            @RequestParam Optional<Instant> to) {
        return new ChangesResponse(changes.list(toQuery(service, environment, from, to), MOST).stream()
                .map(ChangeResponses::of)
                .toList());
    }

    /// Returns a change with its outcome and the harm attributed to it.
    @GetMapping("/api/v1/changes/{id}")
    ChangeResponse get(@PathVariable String id) {
        return getResponse(id);
    }

    /// Compares the SLOs of a service before and after a change; rejected while it is running.
    @GetMapping("/api/v1/changes/{id}/evidence")
    ChangeSloComparisonResponse getEvidence(@PathVariable String id, @RequestParam(defaultValue = "30") int minutes) {
        if (minutes < 1 || minutes > LONGEST_LOOK) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "minutes must be 1 to " + LONGEST_LOOK + ", got " + minutes + ".",
                    "Omit it for the default, 30.");
        }
        return comparison.compare(id, Duration.ofMinutes(minutes));
    }

    /// Sets the outcome of a change; the automatic classification no longer changes it.
    @PutMapping("/api/v1/changes/{id}/outcome")
    @RequiresRight({Right.AUTHOR, Right.OPERATE})
    ChangeResponse setOutcome(@PathVariable String id, JsonRequest<SetChangeOutcomeRequest> body, Caller.Actor caller) {
        SetChangeOutcomeRequest request = body.orThrow("The outcome was not changed.");
        ChangeOutcome outcome = ChangeOutcome.valueOf(request.outcome().name());
        news.setOutcome(id, new RecordedChange.ManualOutcome(outcome, request.reason()), caller.name());
        return getResponse(id);
    }

    /// Returns the DORA metrics of a period (default: 90 days).
    @GetMapping("/api/v1/dora")
    DoraMetricsResponse getDoraMetrics(
            @RequestParam Optional<String> service,
            @RequestParam Optional<String> environment,
            @RequestParam Optional<Instant> from,
            @RequestParam Optional<Instant> to) {
        ReportedChangeQueries.ChangeQuery changeQuery = toQuery(service, environment, from, to);
        return DoraMetricsResponses.of(changeQuery, changes.computeDoraMetrics(changeQuery));
    }

    private ReportedChangeQueries.ChangeQuery toQuery(
            Optional<String> service, Optional<String> environment, Optional<Instant> from, Optional<Instant> to) {
        Instant end = to.orElseGet(clock::instant);
        Instant begin = from.orElseGet(() -> end.isAfter(Instant.EPOCH) ? end.minus(PERIOD) : end);
        if (!begin.isBefore(end)) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "The period from " + begin + " to " + end + " is empty.",
                    "Set from before to; the default is the last " + PERIOD.toDays() + " days.");
        }
        return new ReportedChangeQueries.ChangeQuery(service.orElse(null), environment.orElse(null), begin, end);
    }

    private ChangeResponse getResponse(String id) {
        return ChangeResponses.of(changes.get(id));
    }
}
