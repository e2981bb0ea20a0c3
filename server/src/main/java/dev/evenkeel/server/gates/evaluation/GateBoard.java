// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import dev.evenkeel.engine.gate.FreezeWindow;
import dev.evenkeel.files.freeze.FreezeRule;
import dev.evenkeel.server.gates.approval.Approvals;
import dev.evenkeel.server.gates.approval.FlagApproval;
import dev.evenkeel.server.gates.freeze.FreezeCalendars;
import dev.evenkeel.server.gates.override.FlagOverride;
import dev.evenkeel.server.gates.override.OverrideTable;
import dev.evenkeel.server.gates.override.ReviewItem;
import dev.evenkeel.server.gates.override.Reviews;
import dev.evenkeel.server.gates.pause.LineTable;
import dev.evenkeel.server.gates.pause.StoppedLine;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// What people have set about gates in all environments, for who looks. Thread-safe.
@Component
public class GateBoard {
    private final LineTable lines;
    private final OverrideTable overrides;
    private final Approvals approvals;
    private final FreezeCalendars freezes;
    private final Reviews reviews;

    GateBoard(LineTable lines, OverrideTable overrides, Approvals approvals, FreezeCalendars freezes, Reviews reviews) {
        this.reviews = reviews;
        this.lines = lines;
        this.overrides = overrides;
        this.approvals = approvals;
        this.freezes = freezes;
    }

    /// Every line that is stopped, by environment and service.
    public List<StoppedLine> stopped() {
        return lines.all();
    }

    /// Every override that counts at a moment, newest first.
    public List<FlagOverride> overrides(Instant now) {
        return overrides.allValidAt(now);
    }

    /// Every approval that counts at a moment, newest first.
    public List<FlagApproval> approvals(Instant now) {
        return approvals.counting(now);
    }

    /// Every override that nobody has reviewed, the one that is due first at the head.
    public List<ReviewItem> reviews() {
        return reviews.open(null);
    }

    /// The freeze calendar, by name.
    public List<FreezeRule> freezes() {
        return freezes.rules();
    }

    /// Names of the freezes that are on at a moment, whatever they are about.
    public List<String> activeFreezes(Instant now) {
        return freezes.at(now).activeAt(now).stream().map(FreezeWindow::name).toList();
    }
}
