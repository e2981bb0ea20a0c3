// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.client;

import dev.evenkeel.server.flags.delivery.SdkClientService;
import dev.evenkeel.server.rollouts.evidence.EvidenceRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// Controller of the page of SDK processes and of processes that use the outcome API.
@Controller
final class SdkClientsPageController {
    /* The time for which the guard waits for a process that sent a heartbeat. */
    private static final Duration REPORTED_WITHIN = Duration.ofMinutes(5);

    private final SdkClientService clients;
    private final EvidenceRepository evidence;
    private final Clock clock;

    SdkClientsPageController(SdkClientService clients, EvidenceRepository evidence, Clock clock) {
        this.clients = clients;
        this.evidence = evidence;
        this.clock = clock;
    }

    @GetMapping("/clients")
    String list(Model model) {
        Instant now = clock.instant();
        model.addAttribute(
                "page",
                ClientListPageModel.of(clients.listAll(), evidence.listSenders(now.minus(REPORTED_WITHIN)), now));
        return "client/list";
    }
}
