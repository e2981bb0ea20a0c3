// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.gate;

import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.gates.evaluation.ActiveGateControlQueries;
import dev.evenkeel.server.operations.change.QuarterlyGateReportService;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// Controller of the gates page.
@Controller
final class GatePageController {
    private final ChangeGateRowEvaluator rows;
    private final GatePageQueries gatePageQueries;
    private final RolloutQueries rollouts;
    private final QuarterlyGateReportService scores;
    private final Clock clock;

    GatePageController(
            ChangeGateRowEvaluator rows,
            GatePageQueries gatePageQueries,
            RolloutQueries rollouts,
            QuarterlyGateReportService scores,
            Clock clock) {
        this.rows = rows;
        this.gatePageQueries = gatePageQueries;
        this.rollouts = rollouts;
        this.scores = scores;
        this.clock = clock;
    }

    @GetMapping("/gates")
    String show(Model model, Caller.Actor me) {
        Instant now = clock.instant();
        ActiveGateControlQueries activeGateControlQueries = gatePageQueries.overview();
        var page = new GatesPageModel(
                now,
                rollouts.listRunning().stream()
                        .map(rollout -> new GatesPageModel.RolloutWithGates(
                                rollout,
                                rows.listForRollout(rollout),
                                gatePageQueries.permissions().getActions(rollout, me.grants())))
                        .toList(),
                activeGateControlQueries.listPauses(),
                activeGateControlQueries.listOverrides(now),
                activeGateControlQueries.listReviews(),
                gatePageQueries.listProposals(),
                activeGateControlQueries.listApprovals(now),
                activeGateControlQueries.listFreezes(),
                activeGateControlQueries.listActiveFreezes(now),
                gatePageQueries.permissions().canFreeze(me.grants()),
                gatePageQueries.permissions().listEnvironments(),
                scores.getCurrent());
        model.addAttribute("page", page);
        model.addAttribute("origins", gatePageQueries.listOrigins("FreezeWindow", "GatePolicy"));
        return "gate/page";
    }
}
