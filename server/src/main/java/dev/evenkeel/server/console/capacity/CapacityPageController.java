// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.capacity;

import dev.evenkeel.engine.calendar.Quarter;
import dev.evenkeel.engine.capacity.WorkWindow;
import dev.evenkeel.server.console.manifest.ManifestOrigins;
import dev.evenkeel.server.decisions.capacity.TeamTimeReportService;
import dev.evenkeel.server.foundation.manifest.AppliedObjectOrigin;
import dev.evenkeel.server.foundation.manifest.ManifestService;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Controller of the capacity page. Computes the page on each request.
@Controller
final class CapacityPageController {
    private final TeamTimeReportService capacities;
    private final ManifestService manifests;
    private final Clock clock;

    CapacityPageController(TeamTimeReportService capacities, ManifestService manifests, Clock clock) {
        this.capacities = capacities;
        this.manifests = manifests;
        this.clock = clock;
    }

    /// Shows the report of a team, or of all teams together, for a quarter.
    ///
    /// @param quarter quarter to show; the current one if it is not a valid quarter
    @GetMapping("/capacity")
    String show(
            @RequestParam(defaultValue = "") String team,
            @RequestParam(defaultValue = "") String quarter,
            Model model) {
        Quarter present = Quarter.of(clock.instant());
        Quarter shown = Quarter.parse(quarter).orElse(present);
        model.addAttribute(
                "page",
                CapacityPageModel.of(
                        capacities.getReport(team, WorkWindow.of(shown)),
                        new CapacityPageModel.CapacityFilterOptions(capacities.listTeams(), shown, present)));
        findOrigin(team).ifPresent(from -> model.addAttribute("from", from));
        return "capacity/page";
    }

    /* A team without its own policy uses the one for all teams. */
    private Optional<AppliedObjectOrigin> findOrigin(String team) {
        ManifestOrigins policies = ManifestOrigins.load(manifests, "CapacityPolicy");
        return Stream.of(team, TeamTimeReportService.ALL_TEAMS)
                .flatMap(name -> Stream.ofNullable(policies.find("CapacityPolicy", name)))
                .findFirst();
    }
}
