// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import dev.evenkeel.api.GateApprovalApi.FlagGateApproval;
import dev.evenkeel.api.GateOverrideApi.FlagGateOverride;
import dev.evenkeel.api.GateOverrideApi.OverrideReviewTask;
import dev.evenkeel.engine.gate.FreezeWindow;
import dev.evenkeel.engine.gate.ReleasePause;
import dev.evenkeel.files.freeze.FreezeWindowDefinition;
import dev.evenkeel.server.gates.approval.FlagGateApprovalService;
import dev.evenkeel.server.gates.freeze.FreezeCalendarCache;
import dev.evenkeel.server.gates.override.GateOverrideRepository;
import dev.evenkeel.server.gates.override.OverrideReviewService;
import dev.evenkeel.server.gates.pause.ReleasePauseRepository;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Queries for pauses, overrides, approvals, reviews and freezes of all environments. Thread-safe.
@Component
public class ActiveGateControlQueries {
    private final ReleasePauseRepository lines;
    private final GateOverrideRepository overrides;
    private final FlagGateApprovalService approvals;
    private final FreezeCalendarCache freezes;
    private final OverrideReviewService reviews;

    ActiveGateControlQueries(
            ReleasePauseRepository lines,
            GateOverrideRepository overrides,
            FlagGateApprovalService approvals,
            FreezeCalendarCache freezes,
            OverrideReviewService reviews) {
        this.reviews = reviews;
        this.lines = lines;
        this.overrides = overrides;
        this.approvals = approvals;
        this.freezes = freezes;
    }

    /// Returns all release pauses, by environment and service.
    public List<ReleasePause> listPauses() {
        return lines.listAll();
    }

    /// Returns all valid overrides, newest first.
    public List<FlagGateOverride> listOverrides(Instant now) {
        return overrides.listAllValidAt(now);
    }

    /// Returns all valid approvals, newest first.
    public List<FlagGateApproval> listApprovals(Instant now) {
        return approvals.listValid(now);
    }

    /// Returns all overrides without a review, earliest due date first.
    public List<OverrideReviewTask> listReviews() {
        return reviews.listPending(null);
    }

    /// Returns the freeze calendar, by name.
    public List<FreezeWindowDefinition> listFreezes() {
        return freezes.listWindows();
    }

    /// Returns the names of all active freeze windows, whatever their scope.
    public List<String> listActiveFreezes(Instant now) {
        return freezes.getCalendar(now).listActive(now).stream()
                .map(FreezeWindow::name)
                .toList();
    }
}
