// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ForbiddenException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.RequestNotAdmittedException;
import dev.evenkeel.server.foundation.security.access.ApiToken;
import dev.evenkeel.server.foundation.security.access.ApiTokenRepository;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.GrantedRights;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.RoleGrant;
import dev.evenkeel.server.foundation.security.access.UserAccount;
import dev.evenkeel.server.foundation.security.access.UserAccountRepository;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The service that creates and revokes API tokens. People manage their own tokens, administrators those of
/// machines and of everyone. Thread-safe.
@Component
public class ApiTokenService {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ApiTokenRepository tokens;
    private final UserAccountRepository persons;
    private final AuditLog ledger;

    ApiTokenService(ApiTokenRepository tokens, UserAccountRepository persons, AuditLog ledger) {
        this.tokens = tokens;
        this.persons = persons;
        this.ledger = ledger;
    }

    /// Returns the tokens that the caller may see: the caller's own, or all for an administrator.
    public List<ApiToken> listVisible(Caller.Actor caller) {
        boolean all = isAdministrator(caller);
        return tokens.listAll().stream()
                .filter(token -> all || caller.name().equals(token.person()))
                .toList();
    }

    /// Creates a token.
    ///
    /// @throws ForbiddenException when it is a machine's token and the caller is not an administrator
    /// @throws RequestNotAdmittedException when it is a personal token and the caller is not a person
    @Transactional
    ApiTokenRepository.CreatedApiToken create(IdentityRequestParser.NewToken order, Caller.Actor caller) {
        UserAccount owner = order.isMachine() ? null : requireOwner(caller);
        if (order.isMachine()) {
            caller.requireRight(Right.ADMINISTER, List.of());
        } else {
            requireOwnRights(order, caller);
        }
        ApiTokenRepository.CreatedApiToken made = tokens.create(new ApiTokenRepository.NewApiToken(
                order.name(), owner, order.roles(), caller.name(), order.expiresAt()));
        ledger.append(
                new AuditEvent(caller.name(), "token.created", made.token().id(), "", null, toAuditText(made.token())));
        return made;
    }

    private UserAccount requireOwner(Caller.Actor caller) {
        return persons.findByName(caller.name())
                .filter(person -> !caller.canActForOthers())
                .orElseThrow(() -> new RequestNotAdmittedException(
                        ProblemCode.USER_REQUIRED,
                        "A person's own token is made by that person, and " + caller.name()
                                + " is nobody in particular. No token was made.",
                        "Sign in, or make one for a machine: \"machine\":true."));
    }

    /*
     * A token never grants rights that its owner lacks, now or later, so a request for more is rejected as a
     * mistake.
     */
    private static void requireOwnRights(IdentityRequestParser.NewToken order, Caller.Actor caller) {
        GrantedRights wanted = GrantedRights.of(order.roles());
        wanted.rights()
                .forEach((service, rights) -> rights.forEach(right -> caller.requireRight(
                        right, service.equals(GrantedRights.EVERYWHERE) ? List.of() : List.of(service))));
    }

    /// Revokes a token.
    ///
    /// @throws NotFoundException when it does not exist, the caller may not revoke it, or it is already revoked
    @Transactional
    void revoke(String id, Caller.Actor caller) {
        ApiToken token = listVisible(caller).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .filter(one -> tokens.revoke(id))
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.TOKEN_NOT_FOUND,
                        "There is no token " + id + " of yours that is not taken back already.",
                        "GET /api/v1/tokens lists them."));
        ledger.append(new AuditEvent(caller.name(), "token.revoked", id, "", toAuditText(token), null));
    }

    private static boolean isAdministrator(Caller.Actor caller) {
        return caller.grants().hasRightEverywhere(Right.ADMINISTER);
    }

    private static String toAuditText(ApiToken token) {
        return JSON.writeValueAsString(new AuditedToken(
                token.name(), token.roles().stream().map(RoleGrant::text).toList(), token.expiresAt()));
    }

    /// The audit log entry of a token.
    private record AuditedToken(String name, List<String> roles, Instant expiresAt) {}
}
