// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.overview;

import dev.evenkeel.server.console.gate.GatePageQueries;
import dev.evenkeel.server.foundation.security.access.Caller;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// Controller of the overview page.
@Controller
final class OverviewPageController {
    private final ServiceOverviewQueries board;
    private final RunningChangeQueries underway;
    private final GatePageQueries desk;
    private final Clock clock;

    OverviewPageController(
            ServiceOverviewQueries board, RunningChangeQueries underway, GatePageQueries desk, Clock clock) {
        this.board = board;
        this.underway = underway;
        this.desk = desk;
        this.clock = clock;
    }

    @GetMapping("/")
    String show(Model model, Caller.Actor me) {
        Instant now = clock.instant();
        var facts = new OverviewPageData(
                now,
                board.listEnvironments(),
                board.getCatalog().graph(),
                board.listObjectives(now),
                board.listOpenIncidents(),
                underway.listFlagChanges(),
                underway.listExternalChanges(),
                board.getFreezeCalendar(now),
                desk.overview().listPauses(),
                desk.countPending(now));
        model.addAttribute("page", OverviewPageModel.of(facts, me.grants()));
        return "overview/page";
    }
}
