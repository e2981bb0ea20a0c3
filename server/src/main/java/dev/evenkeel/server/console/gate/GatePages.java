// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.gate;

import dev.evenkeel.files.freeze.FreezeJson;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.gates.evaluation.GateBoard;
import dev.evenkeel.server.operations.change.GateScores;
import dev.evenkeel.server.rollouts.rollout.Rollouts;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The page of gates.
@Controller
final class GatePages {
    private final GateRows rows;
    private final GateDesk desk;
    private final Rollouts rollouts;
    private final GateScores scores;
    private final Clock clock;

    GatePages(GateRows rows, GateDesk desk, Rollouts rollouts, GateScores scores, Clock clock) {
        this.rows = rows;
        this.desk = desk;
        this.rollouts = rollouts;
        this.scores = scores;
        this.clock = clock;
    }

    @GetMapping("/gates")
    String show(Model model, Caller.Actor me) {
        Instant now = clock.instant();
        GateBoard board = desk.board();
        var page = new GatesPage(
                now,
                rollouts.running().stream()
                        .map(rollout -> new GatesPage.Change(
                                rollout, rows.of(rollout), desk.keeper().ways(rollout, me.grants())))
                        .toList(),
                board.stopped(),
                board.overrides(now),
                board.reviews(),
                desk.proposals(),
                board.approvals(now),
                board.freezes().stream().map(FreezeJson::of).toList(),
                board.activeFreezes(now),
                desk.keeper().mayFreeze(me.grants()),
                desk.keeper().environments(),
                scores.present());
        model.addAttribute("page", page);
        model.addAttribute("origins", desk.origins("Freeze", "GatePolicy"));
        return "gate/page";
    }
}
