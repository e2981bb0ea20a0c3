// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import dev.evenkeel.engine.gate.FreezeWindow;
import dev.evenkeel.files.freeze.FreezeWindowDefinition;
import dev.evenkeel.server.gates.approval.FlagApproval;
import dev.evenkeel.server.gates.approval.FlagApprovalService;
import dev.evenkeel.server.gates.freeze.FreezeCalendarCache;
import dev.evenkeel.server.gates.override.FlagGateOverride;
import dev.evenkeel.server.gates.override.GateOverrideRepository;
import dev.evenkeel.server.gates.override.OverrideReviewService;
import dev.evenkeel.server.gates.override.OverrideReviewTask;
import dev.evenkeel.server.gates.pause.ReleasePause;
import dev.evenkeel.server.gates.pause.ReleasePauseRepository;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// What people have set about gates in all environments, for who looks. Thread-safe.
@Component
public class GateOverviewQueries {
    private final ReleasePauseRepository lines;
    private final GateOverrideRepository overrides;
    private final FlagApprovalService approvals;
    private final FreezeCalendarCache freezes;
    private final OverrideReviewService reviews;

    GateOverviewQueries(
            ReleasePauseRepository lines,
            GateOverrideRepository overrides,
            FlagApprovalService approvals,
            FreezeCalendarCache freezes,
            OverrideReviewService reviews) {
        this.reviews = reviews;
        this.lines = lines;
        this.overrides = overrides;
        this.approvals = approvals;
        this.freezes = freezes;
    }

    /// Every line that is stopped, by environment and service.
    public List<ReleasePause> stopped() {
        return lines.all();
    }

    /// Every override that counts at a moment, newest first.
    public List<FlagGateOverride> overrides(Instant now) {
        return overrides.allValidAt(now);
    }

    /// Every approval that counts at a moment, newest first.
    public List<FlagApproval> approvals(Instant now) {
        return approvals.counting(now);
    }

    /// Every override that nobody has reviewed, the one that is due first at the head.
    public List<OverrideReviewTask> reviews() {
        return reviews.open(null);
    }

    /// The freeze calendar, by name.
    public List<FreezeWindowDefinition> freezes() {
        return freezes.rules();
    }

    /// Names of the freezes that are on at a moment, whatever they are about.
    public List<String> activeFreezes(Instant now) {
        return freezes.at(now).activeAt(now).stream().map(FreezeWindow::name).toList();
    }
}
