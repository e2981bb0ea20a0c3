// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.users;

import dev.evenkeel.api.CredentialApi.SdkKey;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.UserAccount;
import dev.evenkeel.server.foundation.security.identity.ApiTokenService;
import dev.evenkeel.server.foundation.security.identity.SdkKeyService;
import dev.evenkeel.server.foundation.security.identity.SessionService;
import dev.evenkeel.server.foundation.security.identity.UserService;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// Controller of the page of users, tokens and keys: their own for all users, all of them for administrators.
@Controller
final class UsersAndKeysPageController {
    private final UserService users;
    private final ApiTokenService tokens;
    private final SdkKeyService keys;
    private final SessionService sessions;
    private final Clock clock;

    UsersAndKeysPageController(
            UserService users, ApiTokenService tokens, SdkKeyService keys, SessionService sessions, Clock clock) {
        this.users = users;
        this.tokens = tokens;
        this.keys = keys;
        this.sessions = sessions;
        this.clock = clock;
    }

    @GetMapping("/users")
    String show(Model model, Caller.Actor me) {
        boolean administers = me.grants().hasRightEverywhere(Right.ADMINISTER);
        boolean seesKeys = administers || me.grants().hasRightEverywhere(Right.OPERATE);
        List<UserAccount> everybody = users.listAll();
        boolean isPerson = !me.canActForOthers()
                && everybody.stream().anyMatch(account -> account.name().equals(me.name()));
        model.addAttribute(
                "page",
                new UsersAndKeysPageModel(
                        me,
                        administers,
                        isPerson,
                        administers ? everybody : List.of(),
                        tokens.listVisible(me),
                        seesKeys ? keys() : Map.of(),
                        sessions.listVisible(me),
                        clock.instant()));
        return "users/page";
    }

    private Map<String, List<SdkKey>> keys() {
        Map<String, List<SdkKey>> byEnvironment = new TreeMap<>();
        keys.listEnvironments().forEach(name -> byEnvironment.put(name, keys.list(name)));
        return byEnvironment;
    }
}
