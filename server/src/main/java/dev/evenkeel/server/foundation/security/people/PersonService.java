// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.access.AccessRole;
import dev.evenkeel.server.foundation.security.access.GrantedRights;
import dev.evenkeel.server.foundation.security.access.Person;
import dev.evenkeel.server.foundation.security.access.PersonRepository;
import dev.evenkeel.server.foundation.security.access.RequestAuthenticator;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.RoleGrant;
import dev.evenkeel.server.foundation.security.secrets.IdGenerator;
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
public class PersonService {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final PersonRepository persons;
    private final PersonCredentials belongings;
    private final RequestAuthenticator credentials;
    private final AuditLog ledger;

    PersonService(
            PersonRepository persons, PersonCredentials belongings, RequestAuthenticator credentials, AuditLog ledger) {
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
    /// @throws NotFoundException when nobody has
    public Person get(String name) {
        return persons.find(name)
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.PERSON_NOT_FOUND,
                        "There is nobody called " + name + ".",
                        "GET /api/v1/people lists everybody; POST /api/v1/people adds somebody."));
    }

    /// Whether anybody could sign in as an administrator.
    boolean hasAdministrator() {
        return persons.all().stream().anyMatch(PersonService::isAdministrator);
    }

    private static boolean isAdministrator(Person person) {
        return person.grants().allowEverywhere(Right.ADMINISTER);
    }

    /// Adds somebody, who gets in by the invitation only.
    ///
    /// @return the token of the invitation
    /// @throws ConflictException when somebody has or had the name
    @Transactional
    InvitedPerson add(PersonRequestParser.NewPerson order, ActorAndReason deed) {
        persons.lock();
        Person person = insert(order.name(), order.displayName());
        persons.setGiven(person.id(), order.roles());
        String token = belongings.invite(person);
        Person now = get(order.name());
        write("person.added", now, deed, null, roles(now.given()));
        return new InvitedPerson(now, token);
    }

    /// Somebody with the token of the link by which they get in.
    record InvitedPerson(Person person, String token) {}

    /// Who does something, and why.
    record ActorAndReason(String who, String reason) {}

    /// Adds somebody who has no role yet.
    ///
    /// @throws ConflictException when somebody has or had the name
    Person insert(String name, String displayName) {
        persons.find(name).ifPresent(other -> {
            throw new ConflictException(
                    ProblemCode.PERSON_EXISTS,
                    "There is somebody called " + other.name() + (other.isActive() ? "" : ", who has ended")
                            + ". Names are given once, as the ledger knows people by them. Nothing was changed.",
                    "Take another name"
                            + (other.isActive()
                                    ? "."
                                    : ", or let them in again: POST /api/v1/people/" + other.name() + "/return"));
        });
        String id = IdGenerator.id("p-");
        persons.insert(id, name, displayName);
        return persons.findById(id).orElseThrow();
    }

    /// Sets the roles that an administrator gives somebody. What their provider says stays.
    ///
    /// @throws NotFoundException when nobody has the name
    /// @throws ConflictException when nobody could administer any more
    @Transactional
    Person setRoles(String name, Collection<RoleGrant> roles, ActorAndReason deed) {
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
    /// @throws NotFoundException when nobody has the name
    /// @throws ConflictException when they have ended
    @Transactional
    InvitedPerson invite(String name, ActorAndReason deed) {
        Person person = get(name);
        if (!person.isActive()) {
            throw new ConflictException(
                    ProblemCode.PERSON_STATE,
                    person.name() + " has ended. Nobody was invited.",
                    "Let them in again first: POST /api/v1/people/" + person.name() + "/return");
        }
        String token = belongings.invite(person);
        write("person.invited", person, deed, null, null);
        return new InvitedPerson(person, token);
    }

    /// Ends somebody: at once they can do nothing, their sessions and tokens are over.
    ///
    /// @throws NotFoundException when nobody has the name
    /// @throws ConflictException when they have ended, or nobody could administer any more
    @Transactional
    Person end(String name, ActorAndReason deed) {
        persons.lock();
        Person person = get(name);
        if (!person.isActive()) {
            throw new ConflictException(
                    ProblemCode.PERSON_STATE, person.name() + " has ended before.", "Nothing is to be done.");
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
    /// @throws NotFoundException when nobody has the name
    /// @throws ConflictException when they have not ended
    @Transactional
    Person letReturn(String name, ActorAndReason deed) {
        Person person = get(name);
        if (person.isActive()) {
            throw new ConflictException(
                    ProblemCode.PERSON_STATE, person.name() + " has not ended.", "Nothing is to be done.");
        }
        persons.letReturn(person.id());
        Person now = get(name);
        write("person.returned", now, deed, null, roles(now.given()));
        return now;
    }

    /// Adds the first person, who may do everything.
    ///
    /// @param hash of the password
    /// @throws ConflictException when somebody has or had the name
    @Transactional
    Person addFirst(String name, String hash) {
        Person person = insert(name, "");
        persons.setPasswordHash(person.id(), hash);
        persons.setGiven(person.id(), List.of(new RoleGrant(AccessRole.ADMIN, GrantedRights.EVERYWHERE)));
        write("person.added", person, new ActorAndReason(name, "first account"), null, "{\"roles\":[\"admin\"]}");
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
        write("person.password-set", person, new ActorAndReason(person.name(), how), null, null);
        return person;
    }

    private void requireAdministrator() {
        if (!credentials.hasAdminToken() && !hasAdministrator()) {
            throw new ConflictException(
                    ProblemCode.LAST_ADMIN,
                    "Nobody could administer this server any more. Nothing was changed.",
                    "Give somebody else the role admin for all services first.");
        }
    }

    void write(String action, Person person, ActorAndReason deed, @Nullable String before, @Nullable String after) {
        ledger.append(new AuditEvent(deed.who(), action, person.name(), deed.reason(), before, after));
    }

    private static String roles(Collection<RoleGrant> roles) {
        return JSON.writeValueAsString(
                Map.of("roles", roles.stream().map(RoleGrant::text).toList()));
    }
}
