// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.change.ChangeOutcome;
import dev.evenkeel.files.change.CdEvents;
import dev.evenkeel.files.change.ChangeReport;
import dev.evenkeel.files.change.GitHubDeployments;
import dev.evenkeel.files.change.GitLabDeployments;
import dev.evenkeel.files.change.OwnReports;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
import dev.evenkeel.server.foundation.problems.Refused;
import dev.evenkeel.server.foundation.problems.RequestFaults;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
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
class ChangeApi {
    private static final Duration PERIOD = Duration.ofDays(90);
    private static final int MOST = 1_000;
    private static final int MOST_IMPORTED = 2_000;
    private static final int LONGEST_LOOK = 24 * 60;
    private static final Set<String> WORD = Set.of("outcome", "reason");
    private static final Set<ChangeOutcome> SAID =
            Set.of(ChangeOutcome.CLEAN, ChangeOutcome.FAILED, ChangeOutcome.MAJOR);

    private final Changes changes;
    private final ChangeNews news;
    private final ChangeEvidence evidence;
    private final Clock clock;

    ChangeApi(Changes changes, ChangeNews news, ChangeEvidence evidence, Clock clock) {
        this.changes = changes;
        this.news = news;
        this.evidence = evidence;
        this.clock = clock;
    }

    record ChangeList(List<ChangeView> changes) {}

    /// What became of an event.
    ///
    /// @param taken whether it said something of a change that is known now
    /// @param why it was not taken; empty when it was
    record Taken(boolean taken, String why, @Nullable ChangeView change) {}

    @PostMapping("/api/v1/changes")
    @Needs(value = Right.AUTHOR, scope = Needs.Scope.BODY)
    @Takes(ChangeBodies.Report.class)
    ChangeView report(@RequestBody JsonNode body, Caller.Actor caller) {
        var faults = new Faults();
        ChangeReport report = OwnReports.read(body, faults);
        RequestFaults.throwIfAny(faults, "Nothing was noted.");
        return news.take(report, caller)
                .map(this::view)
                .orElseThrow(() -> new NotFound(ErrorCode.CHANGE_NOT_FOUND, nothing(report), "Report it first."));
    }

    /// What became of an import.
    ///
    /// @param taken reports that say something of a change that is known now
    /// @param passedOver why others say nothing
    record Imported(int taken, List<String> passedOver) {}

    /// Takes many reports in, all or none.
    @PostMapping("/api/v1/changes/import")
    @Needs(value = Right.AUTHOR, scope = Needs.Scope.BODY)
    @Takes(ChangeBodies.Import.class)
    Imported importAll(@RequestBody JsonNode body, Caller.Actor caller) {
        var faults = new Faults();
        List<ChangeReport> reports = reports(body, faults);
        RequestFaults.throwIfAny(faults, "Nothing was noted.");
        List<Optional<String>> taken = news.takeAll(reports, caller);
        List<String> passedOver = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            if (taken.get(i).isEmpty()) {
                passedOver.add(nothing(reports.get(i)));
            }
        }
        return new Imported(reports.size() - passedOver.size(), passedOver);
    }

    private static List<ChangeReport> reports(JsonNode body, Faults faults) {
        JsonFields fields = new JsonFields(body, "", faults).only(Set.of("changes"));
        JsonNode all = fields.find("changes");
        if (all == null || !all.isArray() || all.isEmpty() || all.size() > MOST_IMPORTED) {
            faults.add("/changes", "must be a list of 1 to " + MOST_IMPORTED + " reports", "send them in parts");
            return List.of();
        }
        return IntStream.range(0, all.size())
                .mapToObj(i -> OwnReports.read(all.get(i), "/changes/" + i, faults))
                .toList();
    }

    @PostMapping("/api/v1/changes/cdevents")
    @Needs(value = Right.AUTHOR, scope = Needs.Scope.BODY)
    @Takes(value = Map.class, says = "A CDEvent, alone or as the data of a CloudEvent.")
    Taken cdEvent(@RequestBody JsonNode body, Caller.Actor caller) {
        return event(caller, faults -> CdEvents.read(body, faults));
    }

    @PostMapping("/api/v1/changes/github")
    @Needs(value = Right.AUTHOR, scope = Needs.Scope.BODY)
    @Takes(value = Map.class, says = "GitHub's event deployment_status.")
    Taken gitHub(@RequestParam Optional<String> service, @RequestBody JsonNode body, Caller.Actor caller) {
        return event(caller, faults -> GitHubDeployments.read(body, service.orElse(null), faults));
    }

    @PostMapping("/api/v1/changes/gitlab")
    @Needs(value = Right.AUTHOR, scope = Needs.Scope.BODY)
    @Takes(value = Map.class, says = "GitLab's deployment event.")
    Taken gitLab(@RequestParam Optional<String> service, @RequestBody JsonNode body, Caller.Actor caller) {
        return event(caller, faults -> GitLabDeployments.read(body, service.orElse(null), faults));
    }

    private Taken event(Caller.Actor caller, Function<Faults, Optional<ChangeReport>> reader) {
        var faults = new Faults();
        Optional<ChangeReport> report = reader.apply(faults);
        RequestFaults.throwIfAny(faults, "Nothing was noted.");
        return report.map(one -> news.take(one, caller)
                        .map(id -> new Taken(true, "", view(id)))
                        .orElseGet(() -> new Taken(false, nothing(one), null)))
                .orElseGet(() -> new Taken(false, "An event of this kind says nothing of a change.", null));
    }

    private static String nothing(ChangeReport report) {
        return "No change of " + report.service() + " in " + report.environment() + " was done by " + report.at()
                + " that could be taken back.";
    }

    @GetMapping("/api/v1/changes")
    ChangeList list(
            @RequestParam Optional<String> service,
            @RequestParam Optional<String> environment,
            @RequestParam Optional<Instant> from,
            @RequestParam Optional<Instant> to) {
        return new ChangeList(changes.list(question(service, environment, from, to), MOST).stream()
                .map(ChangeView::of)
                .toList());
    }

    @GetMapping("/api/v1/changes/{id}")
    ChangeView get(@PathVariable String id) {
        return view(id);
    }

    /// How the service was before and after it.
    @GetMapping("/api/v1/changes/{id}/evidence")
    EvidenceView evidence(@PathVariable String id, @RequestParam(defaultValue = "30") int minutes) {
        if (minutes < 1 || minutes > LONGEST_LOOK) {
            throw new Refused(
                    ErrorCode.MALFORMED,
                    "minutes must be 1 to " + LONGEST_LOOK + ", got " + minutes + ".",
                    "Leave it out for 30.");
        }
        return evidence.of(id, Duration.ofMinutes(minutes));
    }

    /// A person's word on how a change turned out, which the rule then leaves alone.
    @PutMapping("/api/v1/changes/{id}/outcome")
    @Needs({Right.AUTHOR, Right.OPERATE})
    @Takes(ChangeBodies.Outcome.class)
    ChangeView say(@PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        var faults = new Faults();
        JsonFields fields = new JsonFields(body, "", faults).only(WORD);
        ChangeOutcome outcome = fields.oneOf("outcome", ChangeOutcome.class, ChangeOutcome.OPEN);
        String reason = fields.text("reason", "");
        if (!SAID.contains(outcome)) {
            faults.add(fields.at("outcome"), "must be CLEAN, FAILED or MAJOR", "write one of them");
        }
        if (reason.isBlank()) {
            faults.add(fields.at("reason"), "is missing", "say why the rule's verdict does not hold");
        }
        RequestFaults.throwIfAny(faults, "The change stays as it was.");
        news.say(id, new RecordedChange.Word(outcome, reason), caller.name());
        return view(id);
    }

    @GetMapping("/api/v1/dora")
    DoraView dora(
            @RequestParam Optional<String> service,
            @RequestParam Optional<String> environment,
            @RequestParam Optional<Instant> from,
            @RequestParam Optional<Instant> to) {
        Changes.Question question = question(service, environment, from, to);
        return DoraView.of(question, changes.measures(question));
    }

    private Changes.Question question(
            Optional<String> service, Optional<String> environment, Optional<Instant> from, Optional<Instant> to) {
        Instant end = to.orElseGet(clock::instant);
        Instant begin = from.orElseGet(() -> end.isAfter(Instant.EPOCH) ? end.minus(PERIOD) : end);
        if (!begin.isBefore(end)) {
            throw new Refused(
                    ErrorCode.MALFORMED,
                    "The period from " + begin + " to " + end + " has no length.",
                    "Let from be before to; without them it is the last " + PERIOD.toDays() + " days.");
        }
        return new Changes.Question(service.orElse(null), environment.orElse(null), begin, end);
    }

    private ChangeView view(String id) {
        return ChangeView.of(changes.get(id));
    }
}
