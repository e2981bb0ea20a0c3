// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLedger;
import dev.evenkeel.server.foundation.problems.Conflict;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
import dev.evenkeel.server.gates.gate.GateJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What became of overrides, looked at by somebody else. Every override asks for it from its beginning on.
/// Thread-safe.
@Component
public class Reviews {
    private static final int SHOWN = 100;

    private final ReviewTable table;
    private final AuditLedger ledger;

    Reviews(ReviewTable table, AuditLedger ledger) {
        this.table = table;
        this.ledger = ledger;
    }

    /// Those that wait, the one that is due first at the head.
    ///
    /// @param environment null for all
    public List<ReviewItem> open(@Nullable String environment) {
        return table.open(environment);
    }

    /// Those of the newest overrides of an environment, newest first.
    List<ReviewItem> newest(String environment) {
        return table.newest(environment, SHOWN);
    }

    /// The review of an override, waiting or done.
    ///
    /// @throws NotFound when there is no such override
    ReviewItem of(String environment, String override) {
        return table.find(environment, override)
                .orElseThrow(() -> new NotFound(
                        ErrorCode.OVERRIDE_NOT_FOUND,
                        "There is no override " + override + " in environment " + environment + ".",
                        "GET /api/v1/environments/" + environment + "/override-reviews lists those that wait."));
    }

    /// Reviews an override. It may still count: what it was for is known by then.
    ///
    /// @param who sent it, for the ledger
    /// @throws Conflict when the reviewer is who overrode, or somebody has reviewed it
    @Transactional
    ReviewItem give(String environment, String id, OverrideReview review, String who) {
        FlagOverride override = of(environment, id).override();
        if (Approval.isSamePerson(override.override().person(), review.reviewer())) {
            throw new Conflict(
                    ErrorCode.OWN_CHANGE,
                    review.reviewer() + " cannot review override " + id + ", because " + review.reviewer()
                            + " made it. Nothing was reviewed.",
                    "Let somebody else review it; who uses the admin token says who they are in \"person\".");
        }
        if (!table.insert(id, review)) {
            throw new Conflict(
                    ErrorCode.REVIEWED,
                    "Override " + id + " has been reviewed. The review stays as it is.",
                    "GET /api/v1/environments/" + environment + "/override-reviews?state=all shows it.");
        }
        ReviewItem given = ReviewItem.of(override, review);
        ledger.append(new AuditEvent(who, "gate.override-reviewed", id, review.finding(), null, GateJson.text(given)));
        return given;
    }
}
