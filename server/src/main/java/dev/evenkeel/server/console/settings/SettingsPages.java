// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.settings;

import dev.evenkeel.server.console.gate.GateDesk;
import dev.evenkeel.server.flags.delivery.Client;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Person;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.people.People;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The page of settings.
@Controller
final class SettingsPages {
    private final ServerDesk server;
    private final SetupDesk setup;
    private final GateDesk gates;
    private final People people;
    private final Clock clock;

    SettingsPages(ServerDesk server, SetupDesk setup, GateDesk gates, People people, Clock clock) {
        this.server = server;
        this.setup = setup;
        this.gates = gates;
        this.people = people;
        this.clock = clock;
    }

    @GetMapping("/settings")
    String show(Model model, Caller.Actor me) {
        List<Client> processes = server.processes();
        var changes = new SettingsPage.Changes(setup.gates(), gates.board().freezes());
        model.addAttribute(
                "page",
                new SettingsPage(
                        clock.instant(),
                        who(me),
                        setup.environments(processes),
                        setup.services(),
                        changes,
                        setup.messages(),
                        server.machine()));
        model.addAttribute("origins", gates.origins("Service", "GatePolicy", "Freeze", "Sink", "Route"));
        return "settings/page";
    }

    private SettingsPage.Who who(Caller.Actor me) {
        List<Person> active = people.all().stream().filter(Person::isActive).toList();
        long administrators = active.stream()
                .filter(person -> person.grants().allowEverywhere(Right.ADMINISTER))
                .count();
        return new SettingsPage.Who(me.grants(), (int) administrators, active.size());
    }
}
