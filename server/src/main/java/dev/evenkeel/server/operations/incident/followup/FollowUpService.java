// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.followup;

import dev.evenkeel.engine.incident.FollowUp;
import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.operations.incident.IncidentAction;
import dev.evenkeel.server.operations.incident.IncidentService;
import dev.evenkeel.server.operations.incident.IncidentWriter;
import dev.evenkeel.server.operations.incident.RequestFields;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// What people order about follow-ups. One that has a check is verified by it and by nobody else. Thread-safe.
@Component
class FollowUpService {
    private final IncidentWriter book;
    private final IncidentService incidents;
    private final FollowUpCheckRegistry checks;
    private final FollowUpCheckRunner rounds;

    FollowUpService(
            IncidentWriter book, IncidentService incidents, FollowUpCheckRegistry checks, FollowUpCheckRunner rounds) {
        this.book = book;
        this.incidents = incidents;
        this.checks = checks;
        this.rounds = rounds;
    }

    Incident add(String id, JsonNode body, String who) {
        RequestFields order =
                RequestFields.read(body, Set.of("what", "owner", "due", "expected", "verifiedBy", "check"));
        String what = order.required("what", "say what is done");
        String owner = order.required("owner", "say who does it");
        if (!order.has("due")) {
            order.fault("due", "is missing", "say until which day");
        }
        LocalDate due = order.day("due", LocalDate.ofInstant(book.now(), ZoneOffset.UTC));
        String expected = order.required("expected", "say what it changes, so that it can be found wrong");
        FollowUpCriterion check = checks.read(order);
        String verifiedBy = check == null || order.has("verifiedBy")
                ? order.required("verifiedBy", "say how one will see that it did, or give a check")
                : check.words();
        order.check();
        return book.change(
                id,
                new IncidentAction(who, "follow-up", "follow-up for " + owner + " until " + due + ": " + what),
                incident -> incident.following(new FollowUp(
                        incident.followUps().size() + 1, what, owner, due, expected, verifiedBy, check, null)));
    }

    /// Makes the check of a follow-up now.
    ///
    /// @throws NotFoundException when there is no such follow-up
    /// @throws ConflictException when it has no check
    FollowUpCriterion.Result check(String id, int number) {
        Incident incident = incidents.get(id);
        FollowUpCriterion check = followUp(incident, number).check();
        if (check == null) {
            throw new ConflictException(
                    ProblemCode.FOLLOW_UP_CHECK,
                    "Follow-up " + number + " of " + id + " has no check: a person sees whether it works.",
                    "POST .../follow-ups/" + number + "/done says that it does.");
        }
        return rounds.look(incident, number, check);
    }

    /// Says that one is done. Its check, if it has one, is made before, and has to hold, unless somebody says
    /// why it is passed over.
    ///
    /// @throws ConflictException when its check does not hold
    Incident done(String id, int number, JsonNode body, String who) {
        RequestFields order = RequestFields.read(body, Set.of("evidence", "withoutCheck"));
        String evidence = order.required("evidence", "say what was seen that shows its effect");
        String without = order.has("withoutCheck")
                ? order.required("withoutCheck", "say why the check is passed over, or leave it out")
                : null;
        order.check();
        Incident known = incidents.get(id);
        FollowUpCriterion check = followUp(known, number).check();
        String checked = check == null || without != null ? null : verified(known, number, check);
        var done = new FollowUp.Completion(book.now(), who, evidence, checked, check == null ? null : without);
        String passedOver = done.withoutCheck() == null ? "" : "; its check was passed over: " + without;
        return book.change(
                id,
                new IncidentAction(who, "follow-up", "follow-up " + number + " is done: " + evidence + passedOver),
                incident -> incident.following(incident.followUps().stream()
                        .map(one -> one.number() == number ? one.done(done) : one)
                        .toList()));
    }

    private String verified(Incident incident, int number, FollowUpCriterion check) {
        FollowUpCriterion.Outcome outcome = rounds.look(incident, number, check).outcome();
        if (outcome.verdict() == FollowUpCriterion.Verdict.HOLDS) {
            return outcome.reason();
        }
        throw new ConflictException(
                ProblemCode.FOLLOW_UP_CHECK,
                "The check of follow-up " + number + " of " + incident.id() + " ("
                        + outcome.verdict().name().toLowerCase(Locale.ROOT) + "): " + outcome.reason()
                        + ". Nothing was changed.",
                "Do what is missing and try again, or give withoutCheck with the reason why the check is passed over.",
                List.of(new Problem.FieldError("", check.words() + ": " + outcome.reason(), "make it hold")));
    }

    private static FollowUp followUp(Incident incident, int number) {
        @Nullable
        FollowUp found = incident.followUps().stream()
                .filter(one -> one.number() == number)
                .findFirst()
                .orElse(null);
        if (found == null) {
            throw new NotFoundException(
                    ProblemCode.INCIDENT_NOT_FOUND,
                    "Incident " + incident.id() + " has no follow-up " + number + ". Nothing was changed.",
                    "GET /api/v1/incidents/" + incident.id() + " shows what it has.");
        }
        return found;
    }
}
