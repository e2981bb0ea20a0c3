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
    private final ServiceOverviewQueries serviceOverviewQueries;
    private final RunningChangeQueries underway;
    private final GatePageQueries gatePageQueries;
    private final Clock clock;

    OverviewPageController(
            ServiceOverviewQueries serviceOverviewQueries,
            RunningChangeQueries underway,
            GatePageQueries gatePageQueries,
            Clock clock) {
        this.serviceOverviewQueries = serviceOverviewQueries;
        this.underway = underway;
        this.gatePageQueries = gatePageQueries;
        this.clock = clock;
    }

    @GetMapping("/")
    String show(Model model, Caller.Actor me) {
        Instant now = clock.instant();
        var data = new OverviewPageData(
                now,
                serviceOverviewQueries.listEnvironments(),
                serviceOverviewQueries.getCatalog().graph(),
                serviceOverviewQueries.listObjectives(now),
                serviceOverviewQueries.listOpenIncidents(),
                underway.listFlagChanges(),
                underway.listExternalChanges(),
                serviceOverviewQueries.getFreezeCalendar(now),
                gatePageQueries.overview().listPauses(),
                gatePageQueries.countPending(now));
        model.addAttribute("page", OverviewPageModel.of(data, me.grants()));
        return "overview/page";
    }
}
