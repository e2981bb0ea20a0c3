// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.incident.Incidents;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// The list of incidents and the page of one.
@Controller
final class IncidentPages {
    private static final int MOST = 200;

    private final Incidents incidents;
    private final Clock clock;

    IncidentPages(Incidents incidents, Clock clock) {
        this.incidents = incidents;
        this.clock = clock;
    }

    @GetMapping("/incidents")
    String list(Model model) {
        model.addAttribute("page", IncidentListPage.of(incidents.newest("", false, MOST), clock.instant()));
        return "incidents";
    }

    @GetMapping("/incidents/{id}")
    String one(@PathVariable String id, Model model, HttpServletResponse response) {
        Optional<Incident> incident = incidents.find(id);
        if (incident.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            model.addAttribute("id", id);
            model.addAttribute("kind", "incident");
            model.addAttribute("all", "/incidents");
            return "missing";
        }
        model.addAttribute(
                "page",
                IncidentPage.of(
                        new IncidentPage.Known(
                                incident.get(),
                                incidents.timeline(id),
                                incidents.suspicions(incident.get()),
                                incidents.checks(id)),
                        clock.instant()));
        return "incident";
    }
}
