// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ForbiddenException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.RequestRefusedException;
import dev.evenkeel.server.foundation.security.access.ApiToken;
import dev.evenkeel.server.foundation.security.access.ApiTokenRepository;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.GrantedRights;
import dev.evenkeel.server.foundation.security.access.Person;
import dev.evenkeel.server.foundation.security.access.PersonRepository;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.RoleGrant;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The front door of tokens: people make and take back their own, administrators those of machines and
/// everybody's. Thread-safe.
@Component
public class ApiTokenService {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ApiTokenRepository tokens;
    private final PersonRepository persons;
    private final AuditLog ledger;

    ApiTokenService(ApiTokenRepository tokens, PersonRepository persons, AuditLog ledger) {
        this.tokens = tokens;
        this.persons = persons;
        this.ledger = ledger;
    }

    /// Those that the caller may see: their own, or all.
    public List<ApiToken> seenBy(Caller.Actor caller) {
        boolean all = isAdministrator(caller);
        return tokens.all().stream()
                .filter(token -> all || caller.name().equals(token.person()))
                .toList();
    }

    /// Makes a token.
    ///
    /// @throws ForbiddenException when it is a machine's and the caller is no administrator
    /// @throws RequestRefusedException when a person's own is wanted by nobody in particular
    @Transactional
    ApiTokenRepository.CreatedApiToken create(PersonRequestParser.NewToken order, Caller.Actor caller) {
        Person owner = order.machine() ? null : owner(caller);
        if (order.machine()) {
            caller.require(Right.ADMINISTER, List.of());
        } else {
            requireOwnRights(order, caller);
        }
        ApiTokenRepository.CreatedApiToken made = tokens.create(
                new ApiTokenRepository.NewApiToken(order.name(), owner, order.roles(), caller.name(), order.until()));
        ledger.append(
                new AuditEvent(caller.name(), "token.created", made.token().id(), "", null, text(made.token())));
        return made;
    }

    private Person owner(Caller.Actor caller) {
        return persons.find(caller.name())
                .filter(person -> !caller.speaksForOthers())
                .orElseThrow(() -> new RequestRefusedException(
                        ProblemCode.NOT_A_PERSON,
                        "A person's own token is made by that person, and " + caller.name()
                                + " is nobody in particular. No token was made.",
                        "Sign in, or make one for a machine: \"machine\":true."));
    }

    /* A token never opens what its owner could not, now or later; asking for more is a mistake worth telling. */
    private static void requireOwnRights(PersonRequestParser.NewToken order, Caller.Actor caller) {
        GrantedRights wanted = GrantedRights.of(order.roles());
        wanted.rights()
                .forEach((service, rights) -> rights.forEach(right -> caller.require(
                        right, service.equals(GrantedRights.EVERYWHERE) ? List.of() : List.of(service))));
    }

    /// Takes a token back.
    ///
    /// @throws NotFoundException when there is none that the caller may take back, or it was already
    @Transactional
    void end(String id, Caller.Actor caller) {
        ApiToken token = seenBy(caller).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .filter(one -> tokens.end(id))
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.TOKEN_NOT_FOUND,
                        "There is no token " + id + " of yours that is not taken back already.",
                        "GET /api/v1/tokens lists them."));
        ledger.append(new AuditEvent(caller.name(), "token.ended", id, "", text(token), null));
    }

    private static boolean isAdministrator(Caller.Actor caller) {
        return caller.grants().allowEverywhere(Right.ADMINISTER);
    }

    private static String text(ApiToken token) {
        return JSON.writeValueAsString(new AuditedToken(
                token.name(), token.roles().stream().map(RoleGrant::text).toList(), token.expiresAt()));
    }

    /// What the ledger says of a token.
    private record AuditedToken(String name, List<String> roles, Instant until) {}
}
