// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.config.PublicAddress;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.Person;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.RoleGrant;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// People over HTTP (docs/reference/access.md).
@RestController
@RequestMapping("/api/v1/people")
class PeopleApi {
    private final People people;
    private final PublicAddress address;

    PeopleApi(People people, PublicAddress address) {
        this.people = people;
        this.address = address;
    }

    record View(
            String name,
            String displayName,
            List<String> roles,
            List<String> rolesOfProvider,
            @Nullable String provider,
            boolean password,
            Instant createdAt,
            @Nullable Instant signedInAt,
            @Nullable Instant endedAt) {
        static View of(Person person) {
            return new View(
                    person.name(),
                    person.displayName(),
                    texts(person.given()),
                    texts(person.provided()),
                    person.issuer(),
                    person.hasPassword(),
                    person.createdAt(),
                    person.signedInAt(),
                    person.endedAt());
        }

        private static List<String> texts(List<RoleGrant> roles) {
            return roles.stream().map(RoleGrant::text).toList();
        }
    }

    /// @param invitation the link by which they set a password, which is shown here and nowhere else
    record Invitation(View person, String invitation, long validForHours) {}

    @GetMapping
    @Needs(Right.ADMINISTER)
    List<View> list() {
        return people.all().stream().map(View::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Right.ADMINISTER)
    @Takes(PeopleBodies.Person.class)
    Invitation add(@RequestBody JsonNode body, Caller.Actor caller) {
        PeopleOrders.NewPerson order = PeopleOrders.person(body);
        return shown(people.add(order, new People.Deed(caller.name(), order.reason())));
    }

    @GetMapping("/{name}")
    @Needs(Right.ADMINISTER)
    View one(@PathVariable String name) {
        return View.of(people.get(name));
    }

    @PutMapping("/{name}/roles")
    @Needs(Right.ADMINISTER)
    @Takes(PeopleBodies.Roles.class)
    View setRoles(@PathVariable String name, @RequestBody JsonNode body, Caller.Actor caller) {
        PeopleOrders.NewRoles order = PeopleOrders.newRoles(body);
        return View.of(people.setRoles(name, order.roles(), new People.Deed(caller.name(), order.reason())));
    }

    @PostMapping("/{name}/invite")
    @Needs(Right.ADMINISTER)
    Invitation invite(@PathVariable String name, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        return shown(people.invite(name, new People.Deed(caller.name(), reason)));
    }

    @PostMapping("/{name}/return")
    @Needs(Right.ADMINISTER)
    View letReturn(@PathVariable String name, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        return View.of(people.letReturn(name, new People.Deed(caller.name(), reason)));
    }

    @DeleteMapping("/{name}")
    @Needs(Right.ADMINISTER)
    View end(@PathVariable String name, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        return View.of(people.end(name, new People.Deed(caller.name(), reason)));
    }

    private Invitation shown(People.Invited invited) {
        return new Invitation(
                View.of(invited.person()),
                address.base() + "/login/invitation?token=" + invited.token(),
                Invitations.LIFETIME.toHours());
    }
}
