// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.followup;

import dev.evenkeel.api.IncidentApi.AddFollowUpRequest;
import dev.evenkeel.api.IncidentApi.CompleteFollowUpRequest;
import dev.evenkeel.engine.incident.FollowUp;
import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.operations.incident.IncidentQueries;
import dev.evenkeel.server.operations.incident.IncidentUpdateLogEntry;
import dev.evenkeel.server.operations.incident.IncidentWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The service that creates, checks and completes follow-ups. A follow-up with a check is verified by that
/// check only. Thread-safe.
@Component
class FollowUpService {
    private static final String NOTHING = "Nothing was changed.";

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

    Incident add(String id, JsonRequest<AddFollowUpRequest> body, String who) {
        AddFollowUpRequest request = body.orThrow(NOTHING, this::check);
        String description = request.description().strip();
        String owner = request.owner().strip();
        FollowUpCriterion criterion =
                request.check() == null ? null : FollowUpCheckRegistry.toCriterion(request.check());
        String verifiedBy = request.verifiedBy() == null && criterion != null
                ? criterion.describe()
                : Objects.requireNonNull(request.verifiedBy()).strip();
        return writer.update(
                id,
                new IncidentUpdateLogEntry(
                        who, "follow-up", "follow-up for " + owner + ", due " + request.dueDate() + ": " + description),
                incident -> incident.withFollowUp(new FollowUp(
                        incident.followUps().size() + 1,
                        description,
                        owner,
                        request.dueDate(),
                        request.expectedEffect().strip(),
                        verifiedBy,
                        criterion,
                        null)));
    }

    private void check(AddFollowUpRequest request, ValidationErrors errors) {
        if (request.check() != null) {
            checks.validate(request.check(), errors);
        } else if (request.verifiedBy() == null && !errors.contains("/check")) {
            errors.add("/verifiedBy", "is missing", "describe how to verify the effect, or add a check");
        }
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
    Incident complete(String id, int number, JsonRequest<CompleteFollowUpRequest> body, String who) {
        CompleteFollowUpRequest request = body.orThrow(NOTHING);
        String evidence = request.evidence().strip();
        String without = request.skipCheckReason() == null
                ? null
                : request.skipCheckReason().strip();
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
                List.of(new ValidationError("", criterion.describe() + ": " + outcome.reason(), "fix the problem")));
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
