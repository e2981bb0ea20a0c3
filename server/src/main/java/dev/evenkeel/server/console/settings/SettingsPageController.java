// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.settings;

import dev.evenkeel.server.console.gate.GatePageQueries;
import dev.evenkeel.server.flags.delivery.SdkClientState;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.UserAccount;
import dev.evenkeel.server.foundation.security.identity.UserService;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// Controller of the settings page.
@Controller
final class SettingsPageController {
    private final ServerInfoQueries server;
    private final SettingsQueries setup;
    private final GatePageQueries gates;
    private final UserService users;
    private final Clock clock;

    SettingsPageController(
            ServerInfoQueries server, SettingsQueries setup, GatePageQueries gates, UserService users, Clock clock) {
        this.server = server;
        this.setup = setup;
        this.gates = gates;
        this.users = users;
        this.clock = clock;
    }

    @GetMapping("/settings")
    String show(Model model, Caller.Actor me) {
        List<SdkClientState> processes = server.listSdkClients();
        var changes = new SettingsPageModel.ChangeControls(
                setup.listGates(), gates.overview().listFreezes());
        model.addAttribute(
                "page",
                new SettingsPageModel(
                        clock.instant(),
                        loadPermissions(me),
                        setup.listEnvironments(processes),
                        setup.listServices(),
                        changes,
                        setup.loadNotificationSettings(),
                        server.loadServerInfo()));
        model.addAttribute(
                "origins",
                gates.listOrigins("Service", "GatePolicy", "FreezeWindow", "NotificationChannel", "NotificationRule"));
        return "settings/page";
    }

    private SettingsPageModel.SettingsPermissions loadPermissions(Caller.Actor me) {
        List<UserAccount> active =
                users.listAll().stream().filter(UserAccount::isActive).toList();
        long administrators = active.stream()
                .filter(account -> account.grantedRights().hasRightEverywhere(Right.ADMINISTER))
                .count();
        return new SettingsPageModel.SettingsPermissions(me.grants(), (int) administrators, active.size());
    }
}
