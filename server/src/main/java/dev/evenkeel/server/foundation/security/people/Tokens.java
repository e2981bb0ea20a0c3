// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLedger;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.Forbidden;
import dev.evenkeel.server.foundation.problems.NotFound;
import dev.evenkeel.server.foundation.problems.Refused;
import dev.evenkeel.server.foundation.security.access.ApiToken;
import dev.evenkeel.server.foundation.security.access.ApiTokens;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Grants;
import dev.evenkeel.server.foundation.security.access.Person;
import dev.evenkeel.server.foundation.security.access.Persons;
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
public class Tokens {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ApiTokens tokens;
    private final Persons persons;
    private final AuditLedger ledger;

    Tokens(ApiTokens tokens, Persons persons, AuditLedger ledger) {
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
    /// @throws Forbidden when it is a machine's and the caller is no administrator
    /// @throws Refused when a person's own is wanted by nobody in particular
    @Transactional
    ApiTokens.Made create(PeopleOrders.NewToken order, Caller.Actor caller) {
        Person owner = order.machine() ? null : owner(caller);
        if (order.machine()) {
            caller.require(Right.ADMINISTER, List.of());
        } else {
            requireOwnRights(order, caller);
        }
        ApiTokens.Made made =
                tokens.create(new ApiTokens.Order(order.name(), owner, order.roles(), caller.name(), order.until()));
        ledger.append(
                new AuditEvent(caller.name(), "token.created", made.token().id(), "", null, text(made.token())));
        return made;
    }

    private Person owner(Caller.Actor caller) {
        return persons.find(caller.name())
                .filter(person -> !caller.speaksForOthers())
                .orElseThrow(() -> new Refused(
                        ErrorCode.NOT_A_PERSON,
                        "A person's own token is made by that person, and " + caller.name()
                                + " is nobody in particular. No token was made.",
                        "Sign in, or make one for a machine: \"machine\":true."));
    }

    /* A token never opens what its owner could not, now or later; asking for more is a mistake worth telling. */
    private static void requireOwnRights(PeopleOrders.NewToken order, Caller.Actor caller) {
        Grants wanted = Grants.of(order.roles());
        wanted.rights()
                .forEach((service, rights) -> rights.forEach(right ->
                        caller.require(right, service.equals(Grants.EVERYWHERE) ? List.of() : List.of(service))));
    }

    /// Takes a token back.
    ///
    /// @throws NotFound when there is none that the caller may take back, or it was already
    @Transactional
    void end(String id, Caller.Actor caller) {
        ApiToken token = seenBy(caller).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .filter(one -> tokens.end(id))
                .orElseThrow(() -> new NotFound(
                        ErrorCode.TOKEN_NOT_FOUND,
                        "There is no token " + id + " of yours that is not taken back already.",
                        "GET /api/v1/tokens lists them."));
        ledger.append(new AuditEvent(caller.name(), "token.ended", id, "", text(token), null));
    }

    private static boolean isAdministrator(Caller.Actor caller) {
        return caller.grants().allowEverywhere(Right.ADMINISTER);
    }

    private static String text(ApiToken token) {
        return JSON.writeValueAsString(new Said(
                token.name(), token.roles().stream().map(RoleGrant::text).toList(), token.expiresAt()));
    }

    /// What the ledger says of a token.
    private record Said(String name, List<String> roles, Instant until) {}
}
