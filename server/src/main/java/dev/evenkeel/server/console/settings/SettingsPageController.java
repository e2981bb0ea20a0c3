// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.settings;

import dev.evenkeel.server.console.gate.GatePageQueries;
import dev.evenkeel.server.flags.delivery.SdkClientState;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Person;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.people.PersonService;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The page of settings.
@Controller
final class SettingsPageController {
    private final ServerInfoQueries server;
    private final SettingsQueries setup;
    private final GatePageQueries gates;
    private final PersonService people;
    private final Clock clock;

    SettingsPageController(
            ServerInfoQueries server, SettingsQueries setup, GatePageQueries gates, PersonService people, Clock clock) {
        this.server = server;
        this.setup = setup;
        this.gates = gates;
        this.people = people;
        this.clock = clock;
    }

    @GetMapping("/settings")
    String show(Model model, Caller.Actor me) {
        List<SdkClientState> processes = server.processes();
        var changes = new SettingsPageModel.ChangeControls(
                setup.gates(), gates.board().freezes());
        model.addAttribute(
                "page",
                new SettingsPageModel(
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

    private SettingsPageModel.SettingsPermissions who(Caller.Actor me) {
        List<Person> active = people.all().stream().filter(Person::isActive).toList();
        long administrators = active.stream()
                .filter(person -> person.grants().allowEverywhere(Right.ADMINISTER))
                .count();
        return new SettingsPageModel.SettingsPermissions(me.grants(), (int) administrators, active.size());
    }
}
