// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.change.ChangeOutcome;
import dev.evenkeel.files.change.CdEventsParser;
import dev.evenkeel.files.change.EvenkeelChangeReportParser;
import dev.evenkeel.files.change.ExternalChangeReport;
import dev.evenkeel.files.change.GitHubDeploymentParser;
import dev.evenkeel.files.change.GitLabDeploymentParser;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.RequestRefusedException;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import dev.evenkeel.server.foundation.schema.RequestSchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Takes reports of changes and shows what became of them (docs/reference/http-api.md).
@RestController
class ChangeController {
    private static final Duration PERIOD = Duration.ofDays(90);
    private static final int MOST = 1_000;
    private static final int MOST_IMPORTED = 2_000;
    private static final int LONGEST_LOOK = 24 * 60;
    private static final Set<String> WORD = Set.of("outcome", "reason");
    private static final Set<ChangeOutcome> SAID =
            Set.of(ChangeOutcome.CLEAN, ChangeOutcome.FAILED, ChangeOutcome.MAJOR);

    private final ChangeService changes;
    private final ChangeIngestionService news;
    private final ChangeEvidenceService evidence;
    private final Clock clock;

    ChangeController(ChangeService changes, ChangeIngestionService news, ChangeEvidenceService evidence, Clock clock) {
        this.changes = changes;
        this.news = news;
        this.evidence = evidence;
        this.clock = clock;
    }

    record ChangesResponse(List<ChangeResponse> changes) {}

    /// What became of an event.
    ///
    /// @param taken whether it said something of a change that is known now
    /// @param why it was not taken; empty when it was
    record EventReceipt(boolean taken, String why, @Nullable ChangeResponse change) {}

    @PostMapping("/api/v1/changes")
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.Scope.BODY)
    @RequestSchema(ChangeRequestSchemas.ReportChangeRequest.class)
    ChangeResponse report(@RequestBody JsonNode body, Caller.Actor caller) {
        var faults = new ValidationErrors();
        ExternalChangeReport report = EvenkeelChangeReportParser.read(body, faults);
        RequestValidation.throwIfAny(faults, "Nothing was noted.");
        return news.take(report, caller)
                .map(this::view)
                .orElseThrow(
                        () -> new NotFoundException(ProblemCode.CHANGE_NOT_FOUND, nothing(report), "Report it first."));
    }

    /// What became of an import.
    ///
    /// @param taken reports that say something of a change that is known now
    /// @param passedOver why others say nothing
    record ChangeImportResponse(int taken, List<String> passedOver) {}

    /// Takes many reports in, all or none.
    @PostMapping("/api/v1/changes/import")
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.Scope.BODY)
    @RequestSchema(ChangeRequestSchemas.ImportChangesRequest.class)
    ChangeImportResponse importAll(@RequestBody JsonNode body, Caller.Actor caller) {
        var faults = new ValidationErrors();
        List<ExternalChangeReport> reports = reports(body, faults);
        RequestValidation.throwIfAny(faults, "Nothing was noted.");
        List<Optional<String>> taken = news.takeAll(reports, caller);
        List<String> passedOver = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            if (taken.get(i).isEmpty()) {
                passedOver.add(nothing(reports.get(i)));
            }
        }
        return new ChangeImportResponse(reports.size() - passedOver.size(), passedOver);
    }

    private static List<ExternalChangeReport> reports(JsonNode body, ValidationErrors faults) {
        JsonObjectReader fields = new JsonObjectReader(body, "", faults).only(Set.of("changes"));
        JsonNode all = fields.find("changes");
        if (all == null || !all.isArray() || all.isEmpty() || all.size() > MOST_IMPORTED) {
            faults.add("/changes", "must be a list of 1 to " + MOST_IMPORTED + " reports", "send them in parts");
            return List.of();
        }
        return IntStream.range(0, all.size())
                .mapToObj(i -> EvenkeelChangeReportParser.read(all.get(i), "/changes/" + i, faults))
                .toList();
    }

    @PostMapping("/api/v1/changes/cdevents")
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.Scope.BODY)
    @RequestSchema(value = Map.class, says = "A CDEvent, alone or as the data of a CloudEvent.")
    EventReceipt cdEvent(@RequestBody JsonNode body, Caller.Actor caller) {
        return event(caller, faults -> CdEventsParser.read(body, faults));
    }

    @PostMapping("/api/v1/changes/github")
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.Scope.BODY)
    @RequestSchema(value = Map.class, says = "GitHub's event deployment_status.")
    EventReceipt gitHub(@RequestParam Optional<String> service, @RequestBody JsonNode body, Caller.Actor caller) {
        return event(caller, faults -> GitHubDeploymentParser.read(body, service.orElse(null), faults));
    }

    @PostMapping("/api/v1/changes/gitlab")
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.Scope.BODY)
    @RequestSchema(value = Map.class, says = "GitLab's deployment event.")
    EventReceipt gitLab(@RequestParam Optional<String> service, @RequestBody JsonNode body, Caller.Actor caller) {
        return event(caller, faults -> GitLabDeploymentParser.read(body, service.orElse(null), faults));
    }

    private EventReceipt event(Caller.Actor caller, Function<ValidationErrors, Optional<ExternalChangeReport>> reader) {
        var faults = new ValidationErrors();
        Optional<ExternalChangeReport> report = reader.apply(faults);
        RequestValidation.throwIfAny(faults, "Nothing was noted.");
        return report.map(one -> news.take(one, caller)
                        .map(id -> new EventReceipt(true, "", view(id)))
                        .orElseGet(() -> new EventReceipt(false, nothing(one), null)))
                .orElseGet(() -> new EventReceipt(false, "An event of this kind says nothing of a change.", null));
    }

    private static String nothing(ExternalChangeReport report) {
        return "No change of " + report.service() + " in " + report.environment() + " was done by " + report.at()
                + " that could be taken back.";
    }

    @GetMapping("/api/v1/changes")
    ChangesResponse list(
            @RequestParam Optional<String> service,
            @RequestParam Optional<String> environment,
            @RequestParam Optional<Instant> from,
            @RequestParam Optional<Instant> to) {
        return new ChangesResponse(changes.list(question(service, environment, from, to), MOST).stream()
                .map(ChangeResponse::of)
                .toList());
    }

    @GetMapping("/api/v1/changes/{id}")
    ChangeResponse get(@PathVariable String id) {
        return view(id);
    }

    /// How the service was before and after it.
    @GetMapping("/api/v1/changes/{id}/evidence")
    ChangeEvidenceResponse evidence(@PathVariable String id, @RequestParam(defaultValue = "30") int minutes) {
        if (minutes < 1 || minutes > LONGEST_LOOK) {
            throw new RequestRefusedException(
                    ProblemCode.MALFORMED,
                    "minutes must be 1 to " + LONGEST_LOOK + ", got " + minutes + ".",
                    "Leave it out for 30.");
        }
        return evidence.of(id, Duration.ofMinutes(minutes));
    }

    /// A person's word on how a change turned out, which the rule then leaves alone.
    @PutMapping("/api/v1/changes/{id}/outcome")
    @RequiresRight({Right.AUTHOR, Right.OPERATE})
    @RequestSchema(ChangeRequestSchemas.SetChangeOutcomeRequest.class)
    ChangeResponse say(@PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        var faults = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", faults).only(WORD);
        ChangeOutcome outcome = fields.oneOf("outcome", ChangeOutcome.class, ChangeOutcome.OPEN);
        String reason = fields.text("reason", "");
        if (!SAID.contains(outcome)) {
            faults.add(fields.at("outcome"), "must be CLEAN, FAILED or MAJOR", "write one of them");
        }
        if (reason.isBlank()) {
            faults.add(fields.at("reason"), "is missing", "say why the rule's verdict does not hold");
        }
        RequestValidation.throwIfAny(faults, "The change stays as it was.");
        news.say(id, new RecordedChange.OutcomeVerdict(outcome, reason), caller.name());
        return view(id);
    }

    @GetMapping("/api/v1/dora")
    DoraMetricsResponse dora(
            @RequestParam Optional<String> service,
            @RequestParam Optional<String> environment,
            @RequestParam Optional<Instant> from,
            @RequestParam Optional<Instant> to) {
        ChangeService.ChangeQuery question = question(service, environment, from, to);
        return DoraMetricsResponse.of(question, changes.measures(question));
    }

    private ChangeService.ChangeQuery question(
            Optional<String> service, Optional<String> environment, Optional<Instant> from, Optional<Instant> to) {
        Instant end = to.orElseGet(clock::instant);
        Instant begin = from.orElseGet(() -> end.isAfter(Instant.EPOCH) ? end.minus(PERIOD) : end);
        if (!begin.isBefore(end)) {
            throw new RequestRefusedException(
                    ProblemCode.MALFORMED,
                    "The period from " + begin + " to " + end + " has no length.",
                    "Let from be before to; without them it is the last " + PERIOD.toDays() + " days.");
        }
        return new ChangeService.ChangeQuery(service.orElse(null), environment.orElse(null), begin, end);
    }

    private ChangeResponse view(String id) {
        return ChangeResponse.of(changes.get(id));
    }
}
