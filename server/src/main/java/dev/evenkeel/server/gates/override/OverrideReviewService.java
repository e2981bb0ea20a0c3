// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.gates.gate.GateAuditSerializer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What became of overrides, looked at by somebody else. Every override asks for it from its beginning on.
/// Thread-safe.
@Component
public class OverrideReviewService {
    private static final int SHOWN = 100;

    private final OverrideReviewRepository table;
    private final AuditLog ledger;

    OverrideReviewService(OverrideReviewRepository table, AuditLog ledger) {
        this.table = table;
        this.ledger = ledger;
    }

    /// Those that wait, the one that is due first at the head.
    ///
    /// @param environment null for all
    public List<OverrideReviewTask> open(@Nullable String environment) {
        return table.open(environment);
    }

    /// Those of the newest overrides of an environment, newest first.
    List<OverrideReviewTask> newest(String environment) {
        return table.newest(environment, SHOWN);
    }

    /// The review of an override, waiting or done.
    ///
    /// @throws NotFoundException when there is no such override
    OverrideReviewTask of(String environment, String override) {
        return table.find(environment, override)
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.OVERRIDE_NOT_FOUND,
                        "There is no override " + override + " in environment " + environment + ".",
                        "GET /api/v1/environments/" + environment + "/override-reviews lists those that wait."));
    }

    /// Reviews an override. It may still count: what it was for is known by then.
    ///
    /// @param who sent it, for the ledger
    /// @throws ConflictException when the reviewer is who overrode, or somebody has reviewed it
    @Transactional
    OverrideReviewTask give(String environment, String id, OverrideReview review, String who) {
        FlagGateOverride override = of(environment, id).override();
        if (Approval.isSamePerson(override.override().person(), review.reviewer())) {
            throw new ConflictException(
                    ProblemCode.OWN_CHANGE,
                    review.reviewer() + " cannot review override " + id + ", because " + review.reviewer()
                            + " made it. Nothing was reviewed.",
                    "Let somebody else review it; who uses the admin token says who they are in \"person\".");
        }
        if (!table.insert(id, review)) {
            throw new ConflictException(
                    ProblemCode.REVIEWED,
                    "Override " + id + " has been reviewed. The review stays as it is.",
                    "GET /api/v1/environments/" + environment + "/override-reviews?state=all shows it.");
        }
        OverrideReviewTask given = OverrideReviewTask.of(override, review);
        ledger.append(new AuditEvent(
                who, "gate.override-reviewed", id, review.finding(), null, GateAuditSerializer.text(given)));
        return given;
    }
}
