// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.users;

import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Person;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.SdkKey;
import dev.evenkeel.server.foundation.security.people.ApiTokenService;
import dev.evenkeel.server.foundation.security.people.PersonService;
import dev.evenkeel.server.foundation.security.people.SdkKeyService;
import dev.evenkeel.server.foundation.security.people.SessionService;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The page of people, tokens and keys: of oneself for everybody, of all for administrators.
@Controller
final class UserPageController {
    private final PersonService people;
    private final ApiTokenService tokens;
    private final SdkKeyService keys;
    private final SessionService sessions;
    private final Clock clock;

    UserPageController(
            PersonService people, ApiTokenService tokens, SdkKeyService keys, SessionService sessions, Clock clock) {
        this.people = people;
        this.tokens = tokens;
        this.keys = keys;
        this.sessions = sessions;
        this.clock = clock;
    }

    @GetMapping("/people")
    String show(Model model, Caller.Actor me) {
        boolean administers = me.grants().allowEverywhere(Right.ADMINISTER);
        boolean seesKeys = administers || me.grants().allowEverywhere(Right.OPERATE);
        List<Person> everybody = people.all();
        boolean isPerson = !me.speaksForOthers()
                && everybody.stream().anyMatch(person -> person.name().equals(me.name()));
        model.addAttribute(
                "page",
                new UsersPageModel(
                        me,
                        administers,
                        isPerson,
                        administers ? everybody : List.of(),
                        tokens.seenBy(me),
                        seesKeys ? keys() : Map.of(),
                        sessions.seenBy(me),
                        clock.instant()));
        return "users/page";
    }

    private Map<String, List<SdkKey>> keys() {
        Map<String, List<SdkKey>> byEnvironment = new TreeMap<>();
        keys.environments().forEach(name -> byEnvironment.put(name, keys.list(name)));
        return byEnvironment;
    }
}
