// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.config.PublicBaseUrl;
import dev.evenkeel.server.foundation.schema.RequestSchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Person;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
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
class PersonController {
    private final PersonService people;
    private final PublicBaseUrl address;

    PersonController(PersonService people, PublicBaseUrl address) {
        this.people = people;
        this.address = address;
    }

    record PersonResponse(
            String name,
            String displayName,
            List<String> roles,
            List<String> rolesOfProvider,
            @Nullable String provider,
            boolean password,
            Instant createdAt,
            @Nullable Instant signedInAt,
            @Nullable Instant endedAt) {
        static PersonResponse of(Person person) {
            return new PersonResponse(
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
    record InvitationResponse(PersonResponse person, String invitation, long validForHours) {}

    @GetMapping
    @RequiresRight(Right.ADMINISTER)
    List<PersonResponse> list() {
        return people.all().stream().map(PersonResponse::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresRight(Right.ADMINISTER)
    @RequestSchema(PersonRequestSchemas.CreatePersonRequest.class)
    InvitationResponse add(@RequestBody JsonNode body, Caller.Actor caller) {
        PersonRequestParser.NewPerson order = PersonRequestParser.person(body);
        return shown(people.add(order, new PersonService.ActorAndReason(caller.name(), order.reason())));
    }

    @GetMapping("/{name}")
    @RequiresRight(Right.ADMINISTER)
    PersonResponse one(@PathVariable String name) {
        return PersonResponse.of(people.get(name));
    }

    @PutMapping("/{name}/roles")
    @RequiresRight(Right.ADMINISTER)
    @RequestSchema(PersonRequestSchemas.SetRolesRequest.class)
    PersonResponse setRoles(@PathVariable String name, @RequestBody JsonNode body, Caller.Actor caller) {
        PersonRequestParser.NewRoles order = PersonRequestParser.newRoles(body);
        return PersonResponse.of(
                people.setRoles(name, order.roles(), new PersonService.ActorAndReason(caller.name(), order.reason())));
    }

    @PostMapping("/{name}/invite")
    @RequiresRight(Right.ADMINISTER)
    InvitationResponse invite(
            @PathVariable String name, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        return shown(people.invite(name, new PersonService.ActorAndReason(caller.name(), reason)));
    }

    @PostMapping("/{name}/return")
    @RequiresRight(Right.ADMINISTER)
    PersonResponse letReturn(
            @PathVariable String name, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        return PersonResponse.of(people.letReturn(name, new PersonService.ActorAndReason(caller.name(), reason)));
    }

    @DeleteMapping("/{name}")
    @RequiresRight(Right.ADMINISTER)
    PersonResponse end(@PathVariable String name, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        return PersonResponse.of(people.end(name, new PersonService.ActorAndReason(caller.name(), reason)));
    }

    private InvitationResponse shown(PersonService.InvitedPerson invited) {
        return new InvitationResponse(
                PersonResponse.of(invited.person()),
                address.base() + "/login/invitation?token=" + invited.token(),
                InvitationRepository.LIFETIME.toHours());
    }
}
