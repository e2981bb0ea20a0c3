// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.server.console.kit.PageNotFoundException;
import dev.evenkeel.server.console.manifest.ManifestOrigins;
import dev.evenkeel.server.foundation.manifest.ManifestService;
import dev.evenkeel.server.foundation.security.access.Caller;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// Controller of the incident list and of the incident page.
@Controller
final class IncidentPageController {
    private final IncidentListPageQueries incidentListPageQueries;
    private final IncidentPageQueries incidentPageQueries;
    private final ManifestService manifests;
    private final Clock clock;

    IncidentPageController(
            IncidentListPageQueries incidentListPageQueries,
            IncidentPageQueries incidentPageQueries,
            ManifestService manifests,
            Clock clock) {
        this.incidentListPageQueries = incidentListPageQueries;
        this.incidentPageQueries = incidentPageQueries;
        this.manifests = manifests;
        this.clock = clock;
    }

    @GetMapping("/incidents")
    String list(@RequestParam Map<String, String> asked, Caller.Actor me, Model model) {
        model.addAttribute(
                "page", incidentListPageQueries.loadPage(IncidentListPageModel.Search.of(asked), me, clock.instant()));
        model.addAttribute("origins", ManifestOrigins.load(manifests, "IncidentTemplate"));
        return "incident/list";
    }

    @GetMapping("/incidents/{id}")
    String show(@PathVariable String id, @RequestParam Map<String, String> asked, Caller.Actor me, Model model)
            throws PageNotFoundException {
        IncidentPageModel.IncidentPageData incident = incidentPageQueries
                .find(id, me)
                .orElseThrow(() -> new PageNotFoundException("incident", id, "/incidents"));
        model.addAttribute(
                "page", IncidentPageModel.of(incident, IncidentTimeline.TimelineFilter.of(id, asked), clock.instant()));
        return "incident/detail";
    }
}
