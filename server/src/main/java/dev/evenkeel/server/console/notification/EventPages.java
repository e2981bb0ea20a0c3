// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.notification;

import dev.evenkeel.server.console.manifest.Origins;
import dev.evenkeel.server.foundation.manifest.Manifests;
import dev.evenkeel.server.operations.notification.EventBoard;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The page of events.
@Controller
final class EventPages {
    private static final int MOST = 50;

    private final EventBoard board;
    private final Manifests manifests;
    private final Clock clock;

    EventPages(EventBoard board, Manifests manifests, Clock clock) {
        this.board = board;
        this.manifests = manifests;
        this.clock = clock;
    }

    @GetMapping("/events")
    String show(Model model) {
        model.addAttribute(
                "page",
                new EventsPage(
                        clock.instant(), board.sinks(), board.routes(), board.deliveries(MOST), board.newest(MOST)));
        model.addAttribute("origins", Origins.of(manifests, "Sink", "Route"));
        return "notification/page";
    }
}
