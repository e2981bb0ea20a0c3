// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.followup;

import dev.evenkeel.engine.incident.FollowUp;
import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.operations.incident.IncidentQueries;
import dev.evenkeel.server.operations.incident.IncidentUpdateLogEntry;
import dev.evenkeel.server.operations.incident.IncidentWriter;
import dev.evenkeel.server.operations.incident.RequestFieldReader;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// The service that creates, checks and completes follow-ups. A follow-up with a check is verified by that
/// check only. Thread-safe.
@Component
class FollowUpService {
    private final IncidentWriter writer;
    private final IncidentQueries incidents;
    private final FollowUpCheckRegistry checks;
    private final FollowUpCheckRunner rounds;

    FollowUpService(
            IncidentWriter writer,
            IncidentQueries incidents,
            FollowUpCheckRegistry checks,
            FollowUpCheckRunner rounds) {
        this.writer = writer;
        this.incidents = incidents;
        this.checks = checks;
        this.rounds = rounds;
    }

    Incident add(String id, JsonNode body, String who) {
        RequestFieldReader fields = RequestFieldReader.parse(
                body, Set.of("description", "owner", "dueDate", "expectedEffect", "verifiedBy", "check"));
        String description = fields.requireText("description", "describe the work");
        String owner = fields.requireText("owner", "name the owner");
        if (!fields.has("dueDate")) {
            fields.addError("dueDate", "is missing", "give the due date, such as 2026-12-01");
        }
        LocalDate dueDate = fields.day("dueDate", LocalDate.ofInstant(writer.now(), ZoneOffset.UTC));
        String expectedEffect = fields.requireText("expectedEffect", "state a measurable effect");
        FollowUpCriterion criterion = checks.parse(fields);
        String verifiedBy = criterion == null || fields.has("verifiedBy")
                ? fields.requireText("verifiedBy", "describe how to verify the effect, or add a check")
                : criterion.describe();
        fields.validate();
        return writer.update(
                id,
                new IncidentUpdateLogEntry(
                        who, "follow-up", "follow-up for " + owner + ", due " + dueDate + ": " + description),
                incident -> incident.withFollowUp(new FollowUp(
                        incident.followUps().size() + 1,
                        description,
                        owner,
                        dueDate,
                        expectedEffect,
                        verifiedBy,
                        criterion,
                        null)));
    }

    /// Runs the check of a follow-up now.
    ///
    /// @throws NotFoundException if the follow-up does not exist
    /// @throws ConflictException if the follow-up has no check
    FollowUpCriterion.Result check(String id, int number) {
        Incident incident = incidents.get(id);
        FollowUpCriterion criterion = requireFollowUp(incident, number).check();
        if (criterion == null) {
            throw new ConflictException(
                    ProblemCode.FOLLOW_UP_CHECK_FAILED,
                    "Follow-up " + number + " of " + id + " has no check.",
                    "To complete it: ./evenkeel incident follow-up complete " + id + " " + number + " --evidence TEXT");
        }
        return rounds.run(incident, number, criterion);
    }

    /// Completes a follow-up. Its check, if it has one, runs first and must pass, unless the request gives a
    /// reason to skip it.
    ///
    /// @throws ConflictException if the check does not pass
    Incident complete(String id, int number, JsonNode body, String who) {
        RequestFieldReader fields = RequestFieldReader.parse(body, Set.of("evidence", "skipCheckReason"));
        String evidence = fields.requireText("evidence", "describe the observed effect");
        String without = fields.has("skipCheckReason")
                ? fields.requireText("skipCheckReason", "give the reason to skip the check, or omit the field")
                : null;
        fields.validate();
        Incident known = incidents.get(id);
        FollowUpCriterion criterion = requireFollowUp(known, number).check();
        String checked = criterion == null || without != null ? null : verify(known, number, criterion);
        var done = new FollowUp.Completion(writer.now(), who, evidence, checked, criterion == null ? null : without);
        String passedOver = done.skipCheckReason() == null ? "" : "; check skipped: " + without;
        return writer.update(
                id,
                new IncidentUpdateLogEntry(
                        who, "follow-up", "follow-up " + number + " completed: " + evidence + passedOver),
                incident -> incident.withFollowUps(incident.followUps().stream()
                        .map(one -> one.number() == number ? one.withCompletion(done) : one)
                        .toList()));
    }

    private String verify(Incident incident, int number, FollowUpCriterion criterion) {
        FollowUpCriterion.FollowUpCheckOutcome outcome =
                rounds.run(incident, number, criterion).outcome();
        if (outcome.verdict() == FollowUpCriterion.Verdict.PASSED) {
            return outcome.reason();
        }
        throw new ConflictException(
                ProblemCode.FOLLOW_UP_CHECK_FAILED,
                "The check of follow-up " + number + " of " + incident.id() + " did not pass ("
                        + outcome.verdict().name().toLowerCase(Locale.ROOT) + "): " + outcome.reason()
                        + ". The follow-up was not completed.",
                "Fix the reported problem and retry, or skip the check: --without-check REASON (API: skipCheckReason).",
                List.of(new Problem.FieldError("", criterion.describe() + ": " + outcome.reason(), "fix the problem")));
    }

    private static FollowUp requireFollowUp(Incident incident, int number) {
        @Nullable
        FollowUp found = incident.followUps().stream()
                .filter(one -> one.number() == number)
                .findFirst()
                .orElse(null);
        if (found == null) {
            throw new NotFoundException(
                    ProblemCode.INCIDENT_NOT_FOUND,
                    "Incident " + incident.id() + " has no follow-up " + number + ". The incident was not changed.",
                    "To show the incident: ./evenkeel incident show " + incident.id());
        }
        return found;
    }
}
