// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.api.CredentialApi.CreateApiTokenRequest;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ForbiddenException;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.access.ApiToken;
import dev.evenkeel.server.foundation.security.access.ApiTokenRepository;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.GrantedRights;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.ServiceScopedRole;
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
    private final UserAccountRepository accounts;
    private final AuditLog auditLog;

    ApiTokenService(ApiTokenRepository tokens, UserAccountRepository accounts, AuditLog auditLog) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.auditLog = auditLog;
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
    /// @throws MalformedOrOverLimitException when it is a personal token and the caller is not a person
    @Transactional
    ApiTokenRepository.CreatedApiToken create(CreateApiTokenRequest request, Caller.Actor caller) {
        boolean isMachine = Boolean.TRUE.equals(request.machine());
        List<ServiceScopedRole> roles = IdentityRequestRules.parseRoles(request.roles());
        UserAccount owner = isMachine ? null : requireOwner(caller);
        if (isMachine) {
            caller.requireRight(Right.ADMINISTER, List.of());
        } else {
            requireOwnRights(roles, caller);
        }
        ApiTokenRepository.CreatedApiToken createdApiToken = tokens.create(
                new ApiTokenRepository.NewApiToken(request.name(), owner, roles, caller.name(), request.expiresAt()));
        auditLog.append(new AuditEvent(
                caller.name(),
                "token.created",
                createdApiToken.token().id(),
                "",
                null,
                toAuditText(createdApiToken.token())));
        return createdApiToken;
    }

    private UserAccount requireOwner(Caller.Actor caller) {
        return accounts.findByName(caller.name())
                .filter(account -> !caller.canActForOthers())
                .orElseThrow(() -> new MalformedOrOverLimitException(
                        ProblemCode.USER_REQUIRED,
                        "Only a user can create a personal token, but " + caller.name()
                                + " is not a user. The token was not created.",
                        "Sign in as a user, or create a machine token: ./evenkeel token create NAME --machine"));
    }

    /*
     * A token never grants rights that its owner lacks, now or later, so a request for more is rejected as a
     * mistake.
     */
    private static void requireOwnRights(List<ServiceScopedRole> roles, Caller.Actor caller) {
        GrantedRights grantedRights = GrantedRights.of(roles);
        grantedRights
                .rights()
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
                        "You have no active token " + id + ".",
                        "To list your tokens: ./evenkeel token list"));
        auditLog.append(new AuditEvent(caller.name(), "token.revoked", id, "", toAuditText(token), null));
    }

    private static boolean isAdministrator(Caller.Actor caller) {
        return caller.grants().hasRightEverywhere(Right.ADMINISTER);
    }

    private static String toAuditText(ApiToken token) {
        return JSON.writeValueAsString(new ApiTokenAuditDetails(
                token.name(),
                token.roles().stream().map(ServiceScopedRole::text).toList(),
                token.expiresAt()));
    }

    /// The audit log entry of a token.
    private record ApiTokenAuditDetails(String name, List<String> roles, Instant expiresAt) {}
}
