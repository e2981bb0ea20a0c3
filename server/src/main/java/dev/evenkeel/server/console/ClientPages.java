// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import dev.evenkeel.server.delivery.Clients;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The page of SDK processes.
@Controller
final class ClientPages {
    private final Clients clients;
    private final Clock clock;

    ClientPages(Clients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    @GetMapping("/clients")
    String list(Model model) {
        model.addAttribute("page", ClientListPage.of(clients.all(), clock.instant()));
        return "clients";
    }
}
