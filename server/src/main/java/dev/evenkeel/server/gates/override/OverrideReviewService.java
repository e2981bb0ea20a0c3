// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import dev.evenkeel.api.GateOverrideApi.FlagGateOverride;
import dev.evenkeel.api.GateOverrideApi.OverrideReview;
import dev.evenkeel.api.GateOverrideApi.OverrideReviewTask;
import dev.evenkeel.api.GateOverrideApi.ReviewOverrideRequest;
import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.ActingPerson;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.gates.gate.GateAuditSerializer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service for reviews of overrides by a second person. Each override requires a review from its creation
/// on. Thread-safe.
@Component
public class OverrideReviewService {
    private static final int SHOWN = 100;

    private final OverrideReviewRepository overrideReviewRepository;
    private final AuditLog auditLog;
    private final Clock clock;

    OverrideReviewService(OverrideReviewRepository overrideReviewRepository, AuditLog auditLog, Clock clock) {
        this.overrideReviewRepository = overrideReviewRepository;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /// Returns open reviews, earliest due date first.
    ///
    /// @param environment null for all environments
    public List<OverrideReviewTask> listPending(@Nullable String environment) {
        return overrideReviewRepository.listPending(environment);
    }

    /// Returns reviews of the newest overrides of an environment, newest first.
    List<OverrideReviewTask> listNewest(String environment) {
        return overrideReviewRepository.listNewest(environment, SHOWN);
    }

    /// Returns the open or completed review of an override.
    ///
    /// @throws NotFoundException if the override does not exist
    OverrideReviewTask get(String environment, String override) {
        return overrideReviewRepository
                .findByOverride(environment, override)
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.OVERRIDE_NOT_FOUND,
                        "Environment " + environment + " has no override " + override + ".",
                        "To list the pending reviews: ./evenkeel override pending-reviews --environment "
                                + environment));
    }

    /// Reviews an override, which may still be valid.
    ///
    /// @param caller reviewer; only the admin token, which belongs to no person, may name another person
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    /// @throws ConflictException if the reviewer created the override, or the override already has a review
    @Transactional
    OverrideReviewTask review(
            String environment, String id, JsonRequest<ReviewOverrideRequest> body, Caller.Actor caller) {
        FlagGateOverride override = get(environment, id).override();
        ReviewOverrideRequest request = body.orThrow(
                "The review was not stored.",
                (given, errors) -> ActingPerson.check("/onBehalfOf", given.onBehalfOf(), caller, "reviews", errors));
        var review = new OverrideReview(
                ActingPerson.of(request.onBehalfOf(), caller),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                request.verdict(),
                request.finding().strip());
        if (Approval.isSamePerson(override.override().createdBy(), review.reviewer())) {
            throw new ConflictException(
                    ProblemCode.SELF_APPROVAL,
                    review.reviewer() + " cannot review override " + id + ", because " + review.reviewer()
                            + " created it. The review was not stored.",
                    "Ask another user to review it. With the admin token, name that user with --on-behalf-of NAME.");
        }
        if (!overrideReviewRepository.insert(id, review)) {
            throw new ConflictException(
                    ProblemCode.ALREADY_REVIEWED,
                    "Override " + id + " already has a review. The review was not changed.",
                    "To see the review: ./evenkeel override pending-reviews --all --environment " + environment);
        }
        OverrideReviewTask given = OverrideReviewTask.of(override, review);
        auditLog.append(new AuditEvent(
                caller.name(),
                "gate.override-reviewed",
                id,
                review.finding(),
                null,
                GateAuditSerializer.toJson(given)));
        return given;
    }
}
