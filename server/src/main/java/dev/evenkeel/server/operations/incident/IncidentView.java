// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.incident.ChangeRanking;
import dev.evenkeel.engine.incident.Check;
import dev.evenkeel.engine.incident.FromTemplate;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.Loss;
import dev.evenkeel.engine.incident.Severity;
import dev.evenkeel.engine.incident.StateRule;
import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.files.json.Faults;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An incident as the HTTP API shows it in lists (docs/reference/http-api.md).
///
/// @param asksForReview whether it was opened by a change's own rollback and is not reviewed yet
/// @param moneyLost the loss as an amount; null when none is known
/// @param uncorrected affected ids without a correction
public record IncidentView(
        @JsonUnwrapped Incident incident,
        boolean asksForReview,
        @Nullable BigDecimal moneyLost,
        List<String> uncorrected) {
    static IncidentView of(Incident incident) {
        Loss lost = incident.account().impact().lost();
        return new IncidentView(
                incident, incident.asksForReview(), lost == null ? null : lost.amount(), incident.uncorrected());
    }

    /// A change that may lie behind it.
    ///
    /// @param name of the change
    /// @param words what it did
    /// @param share of all suspicion, 0 to 1, never 1
    /// @param evidence the grounds
    record Suspicion(String name, String words, Instant at, double share, List<String> evidence) {
        static Suspicion of(ChangeRanking.Ranked ranked) {
            return new Suspicion(
                    ranked.change().name(),
                    ranked.change().words(),
                    ranked.change().at(),
                    ranked.share(),
                    ranked.evidence());
        }
    }

    /// What the next state needs and does not have.
    ///
    /// @param state the next one; null after the last
    record Next(@Nullable IncidentState state, List<StateRule.Missing> missing) {
        static Next of(Incident incident) {
            return incident.state()
                    .next()
                    .map(next -> new Next(next, StateRule.missing(incident, next)))
                    .orElse(new Next(null, List.of()));
        }
    }

    /// What a follow-up's check found last.
    ///
    /// @param number of the follow-up
    /// @param at when it was made
    /// @param since when it first said so
    public record Checked(
            int number,
            Check.Verdict verdict,
            String reason,
            List<Check.Evidence> evidence,
            Instant at,
            Instant since) {
        public static Checked of(int number, Check.Result result) {
            Check.Outcome outcome = result.outcome();
            return new Checked(
                    number, outcome.verdict(), outcome.reason(), outcome.evidence(), result.at(), result.since());
        }
    }

    /// A first step of the incident's template.
    ///
    /// @param words what to do
    /// @param note what the timeline is to be told when it is done
    /// @param done the note that says so; null until there is one
    record FirstStep(String words, String note, @Nullable TimelineEntry done) {
        static FirstStep of(FromTemplate.Step step) {
            return new FirstStep(step.words(), step.note(), step.done());
        }

        static List<FirstStep> of(Incident incident, List<TimelineEntry> timeline) {
            FromTemplate template = incident.template();
            return template == null
                    ? List.of()
                    : template.steps(timeline).stream().map(FirstStep::of).toList();
        }
    }

    /// Another incident of the service that it is linked to.
    record Related(String id, Severity severity, IncidentState state, String title) {
        static Related of(Incident incident) {
            return new Related(incident.id(), incident.severity().severity(), incident.state(), incident.title());
        }
    }

    /// An incident as the HTTP API answers a declaration.
    ///
    /// @param outcome whether the declaration opened it, joined it or reopened it
    /// @param warnings what the declaration names that is not there; an incident is never refused for that
    record Declared(
            @JsonUnwrapped Whole whole,
            IncidentBook.Outcome outcome,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Faults.Fault> warnings) {}

    /// An incident as the HTTP API shows it alone.
    public record Whole(
            @JsonUnwrapped IncidentView summary,
            Next next,
            List<FirstStep> firstSteps,
            List<Suspicion> suspicions,
            List<Checked> checks,
            List<Related> related,
            List<IncidentRecords.FiringAlert> firingAlerts,
            List<TimelineEntry> timeline) {}
}
