// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLedger;
import dev.evenkeel.server.foundation.problems.Conflict;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
import dev.evenkeel.server.foundation.security.access.Credentials;
import dev.evenkeel.server.foundation.security.access.Grants;
import dev.evenkeel.server.foundation.security.access.Person;
import dev.evenkeel.server.foundation.security.access.Persons;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.Role;
import dev.evenkeel.server.foundation.security.access.RoleGrant;
import dev.evenkeel.server.foundation.security.secrets.Ids;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The front door of people: who there are, what they may do, and their end. Each change stands in the
/// ledger of the same transaction. Thread-safe.
@Component
public class People {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Persons persons;
    private final Belongings belongings;
    private final Credentials credentials;
    private final AuditLedger ledger;

    People(Persons persons, Belongings belongings, Credentials credentials, AuditLedger ledger) {
        this.persons = persons;
        this.belongings = belongings;
        this.credentials = credentials;
        this.ledger = ledger;
    }

    /// Everybody, those who have ended among them, by name.
    public List<Person> all() {
        return persons.all();
    }

    /// Whoever has this name.
    ///
    /// @throws NotFound when nobody has
    public Person get(String name) {
        return persons.find(name)
                .orElseThrow(() -> new NotFound(
                        ErrorCode.PERSON_NOT_FOUND,
                        "There is nobody called " + name + ".",
                        "GET /api/v1/people lists everybody; POST /api/v1/people adds somebody."));
    }

    /// Whether anybody could sign in as an administrator.
    boolean hasAdministrator() {
        return persons.all().stream().anyMatch(People::isAdministrator);
    }

    private static boolean isAdministrator(Person person) {
        return person.grants().allowEverywhere(Right.ADMINISTER);
    }

    /// Adds somebody, who gets in by the invitation only.
    ///
    /// @return the token of the invitation
    /// @throws Conflict when somebody has or had the name
    @Transactional
    Invited add(PeopleOrders.NewPerson order, Deed deed) {
        persons.lock();
        Person person = insert(order.name(), order.displayName());
        persons.setGiven(person.id(), order.roles());
        String token = belongings.invite(person);
        Person now = get(order.name());
        write("person.added", now, deed, null, roles(now.given()));
        return new Invited(now, token);
    }

    /// Somebody with the token of the link by which they get in.
    record Invited(Person person, String token) {}

    /// Who does something, and why.
    record Deed(String who, String reason) {}

    /// Adds somebody who has no role yet.
    ///
    /// @throws Conflict when somebody has or had the name
    Person insert(String name, String displayName) {
        persons.find(name).ifPresent(other -> {
            throw new Conflict(
                    ErrorCode.PERSON_EXISTS,
                    "There is somebody called " + other.name() + (other.isActive() ? "" : ", who has ended")
                            + ". Names are given once, as the ledger knows people by them. Nothing was changed.",
                    "Take another name"
                            + (other.isActive()
                                    ? "."
                                    : ", or let them in again: POST /api/v1/people/" + other.name() + "/return"));
        });
        String id = Ids.id("p-");
        persons.insert(id, name, displayName);
        return persons.findById(id).orElseThrow();
    }

    /// Sets the roles that an administrator gives somebody. What their provider says stays.
    ///
    /// @throws NotFound when nobody has the name
    /// @throws Conflict when nobody could administer any more
    @Transactional
    Person setRoles(String name, Collection<RoleGrant> roles, Deed deed) {
        persons.lock();
        Person before = get(name);
        persons.setGiven(before.id(), roles);
        Person after = get(name);
        requireAdministrator();
        write("person.roles-set", after, deed, roles(before.given()), roles(after.given()));
        return after;
    }

    /// Makes a new link for somebody, by which they set a password; the old one works until then.
    ///
    /// @throws NotFound when nobody has the name
    /// @throws Conflict when they have ended
    @Transactional
    Invited invite(String name, Deed deed) {
        Person person = get(name);
        if (!person.isActive()) {
            throw new Conflict(
                    ErrorCode.PERSON_STATE,
                    person.name() + " has ended. Nobody was invited.",
                    "Let them in again first: POST /api/v1/people/" + person.name() + "/return");
        }
        String token = belongings.invite(person);
        write("person.invited", person, deed, null, null);
        return new Invited(person, token);
    }

    /// Ends somebody: at once they can do nothing, their sessions and tokens are over.
    ///
    /// @throws NotFound when nobody has the name
    /// @throws Conflict when they have ended, or nobody could administer any more
    @Transactional
    Person end(String name, Deed deed) {
        persons.lock();
        Person person = get(name);
        if (!person.isActive()) {
            throw new Conflict(ErrorCode.PERSON_STATE, person.name() + " has ended before.", "Nothing is to be done.");
        }
        persons.end(person.id());
        requireAdministrator();
        persons.setPasswordHash(person.id(), null);
        int ended = belongings.endAll(person);
        write(
                "person.ended",
                person,
                deed,
                roles(person.roles()),
                JSON.writeValueAsString(Map.of("sessionsAndTokensEnded", ended)));
        return get(name);
    }

    /// Lets somebody in again who had ended, with the roles they had; they need an invitation or their
    /// provider.
    ///
    /// @throws NotFound when nobody has the name
    /// @throws Conflict when they have not ended
    @Transactional
    Person letReturn(String name, Deed deed) {
        Person person = get(name);
        if (person.isActive()) {
            throw new Conflict(ErrorCode.PERSON_STATE, person.name() + " has not ended.", "Nothing is to be done.");
        }
        persons.letReturn(person.id());
        Person now = get(name);
        write("person.returned", now, deed, null, roles(now.given()));
        return now;
    }

    /// Adds the first person, who may do everything.
    ///
    /// @param hash of the password
    /// @throws Conflict when somebody has or had the name
    @Transactional
    Person addFirst(String name, String hash) {
        Person person = insert(name, "");
        persons.setPasswordHash(person.id(), hash);
        persons.setGiven(person.id(), List.of(new RoleGrant(Role.ADMIN, Grants.EVERYWHERE)));
        write("person.added", person, new Deed(name, "first account"), null, "{\"roles\":[\"admin\"]}");
        return persons.findById(person.id()).orElseThrow();
    }

    /// Gives somebody another password. What the old one opened is over.
    ///
    /// @param who tells in the same transaction whose it is
    /// @param hash of the password
    /// @param how they came to it, for the ledger
    @Transactional
    Person setPassword(Supplier<Person> who, String hash, String how) {
        Person person = who.get();
        persons.setPasswordHash(person.id(), hash);
        belongings.endSessions(person);
        write("person.password-set", person, new Deed(person.name(), how), null, null);
        return person;
    }

    private void requireAdministrator() {
        if (!credentials.hasAdminToken() && !hasAdministrator()) {
            throw new Conflict(
                    ErrorCode.LAST_ADMIN,
                    "Nobody could administer this server any more. Nothing was changed.",
                    "Give somebody else the role admin for all services first.");
        }
    }

    void write(String action, Person person, Deed deed, @Nullable String before, @Nullable String after) {
        ledger.append(new AuditEvent(deed.who(), action, person.name(), deed.reason(), before, after));
    }

    private static String roles(Collection<RoleGrant> roles) {
        return JSON.writeValueAsString(
                Map.of("roles", roles.stream().map(RoleGrant::text).toList()));
    }
}
