// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.api.UserApi.CreateUserRequest;
import dev.evenkeel.api.UserApi.SetUserRolesRequest;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.access.AccessRole;
import dev.evenkeel.server.foundation.security.access.GrantedRights;
import dev.evenkeel.server.foundation.security.access.RequestAuthenticator;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.ServiceScopedRole;
import dev.evenkeel.server.foundation.security.access.UserAccount;
import dev.evenkeel.server.foundation.security.access.UserAccountRepository;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The service that manages people and their roles. Each change is recorded in the audit log in the same
/// transaction. Thread-safe.
@Component
public class UserService {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final UserAccountRepository accounts;
    private final UserCredentialRevocationService belongings;
    private final RequestAuthenticator credentials;
    private final AuditLog auditLog;

    UserService(
            UserAccountRepository accounts,
            UserCredentialRevocationService belongings,
            RequestAuthenticator credentials,
            AuditLog auditLog) {
        this.accounts = accounts;
        this.belongings = belongings;
        this.credentials = credentials;
        this.auditLog = auditLog;
    }

    /// Returns all people, including deactivated ones, by name.
    public List<UserAccount> listAll() {
        return accounts.listAll();
    }

    /// Returns the person with the name.
    ///
    /// @throws NotFoundException when no person has the name
    public UserAccount get(String name) {
        return accounts.findByName(name)
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.USER_NOT_FOUND,
                        "There is no user " + name + ".",
                        "To list the users: ./evenkeel user list. To create one: ./evenkeel user create NAME"));
    }

    /// Whether any person can sign in as an administrator.
    boolean hasAdministrator() {
        return accounts.listAll().stream().anyMatch(UserService::isAdministrator);
    }

    private static boolean isAdministrator(UserAccount account) {
        return account.grantedRights().hasRightEverywhere(Right.ADMINISTER);
    }

    /// Adds a person, who can sign in only by the invitation.
    ///
    /// @return the token of the invitation
    /// @throws ConflictException when another person has or had the name
    @Transactional
    InvitedUser create(CreateUserRequest request, String actor) {
        accounts.lock();
        UserAccount account = insert(
                request.name(),
                Objects.requireNonNullElse(request.displayName(), "").strip());
        accounts.setGrantedRoles(account.id(), IdentityRequestRules.parseRoles(request.roles()));
        String token = belongings.createInvitation(account);
        UserAccount now = get(request.name());
        audit("user.created", now, ActorAndReason.of(actor, request.reason()), null, roles(now.grantedRoles()));
        return new InvitedUser(now, token);
    }

    /// A person with the token of the invitation.
    record InvitedUser(UserAccount person, String token) {}

    /// The actor of a change, with the reason.
    record ActorAndReason(String actor, String reason) {
        static ActorAndReason of(String actor, @Nullable String reason) {
            return new ActorAndReason(actor, Objects.requireNonNullElse(reason, ""));
        }
    }

    /// Adds a person without roles.
    ///
    /// @throws ConflictException when another person has or had the name
    UserAccount insert(String name, String displayName) {
        accounts.findByName(name).ifPresent(other -> {
            throw new ConflictException(
                    ProblemCode.USER_EXISTS,
                    "The username " + other.name() + " belongs to another user"
                            + (other.isActive() ? "" : ", who is disabled")
                            + ". Usernames are never reused. The user was not created.",
                    "Choose another username"
                            + (other.isActive()
                                    ? "."
                                    : ", or enable the user: ./evenkeel user enable " + other.name()));
        });
        String id = IdAndSecretGenerator.newId("p-");
        accounts.insert(id, name, displayName);
        return accounts.findById(id).orElseThrow();
    }

    /// Sets the roles assigned by an administrator. Roles from the identity provider stay.
    ///
    /// @throws NotFoundException when no person has the name
    /// @throws ConflictException when no administrator would remain
    @Transactional
    UserAccount setRoles(String name, SetUserRolesRequest request, String actor) {
        accounts.lock();
        UserAccount before = get(name);
        accounts.setGrantedRoles(before.id(), IdentityRequestRules.parseRoles(request.roles()));
        UserAccount after = get(name);
        requireAdministrator();
        audit(
                "user.roles-updated",
                after,
                ActorAndReason.of(actor, request.reason()),
                roles(before.grantedRoles()),
                roles(after.grantedRoles()));
        return after;
    }

    /// Creates a new link with which a person sets a password; the current password is valid until then.
    ///
    /// @throws NotFoundException when no person has the name
    /// @throws ConflictException when the person is deactivated
    @Transactional
    InvitedUser invite(String name, ActorAndReason actorAndReason) {
        UserAccount account = get(name);
        if (!account.isActive()) {
            throw new ConflictException(
                    ProblemCode.INVALID_USER_STATE,
                    "User " + account.name() + " is disabled. The invitation was not created.",
                    "Enable the user first: ./evenkeel user enable " + account.name());
        }
        String token = belongings.createInvitation(account);
        audit("user.invited", account, actorAndReason, null, null);
        return new InvitedUser(account, token);
    }

    /// Deactivates a person and ends their sessions and tokens immediately.
    ///
    /// @throws NotFoundException when no person has the name
    /// @throws ConflictException when the person is already deactivated, or no administrator would remain
    @Transactional
    UserAccount disable(String name, ActorAndReason actorAndReason) {
        accounts.lock();
        UserAccount account = get(name);
        if (!account.isActive()) {
            throw new ConflictException(
                    ProblemCode.INVALID_USER_STATE,
                    "User " + account.name() + " is already disabled.",
                    "No action is required.");
        }
        accounts.disable(account.id());
        requireAdministrator();
        accounts.setPasswordHash(account.id(), null);
        int ended = belongings.revokeAll(account);
        audit(
                "user.disabled",
                account,
                actorAndReason,
                roles(account.roles()),
                JSON.writeValueAsString(Map.of("sessionsAndTokensEnded", ended)));
        return get(name);
    }

    /// Reactivates a person with the former roles; they need an invitation or their identity provider to sign
    /// in.
    ///
    /// @throws NotFoundException when no person has the name
    /// @throws ConflictException when the person is active
    @Transactional
    UserAccount enable(String name, ActorAndReason actorAndReason) {
        UserAccount account = get(name);
        if (account.isActive()) {
            throw new ConflictException(
                    ProblemCode.INVALID_USER_STATE,
                    "User " + account.name() + " is not disabled.",
                    "No action is required.");
        }
        accounts.enable(account.id());
        UserAccount now = get(name);
        audit("user.enabled", now, actorAndReason, null, roles(now.grantedRoles()));
        return now;
    }

    /// Adds the first person, an administrator.
    ///
    /// @param hash hash of the password
    /// @throws ConflictException when another person has or had the name
    @Transactional
    UserAccount createFirst(String name, String hash) {
        UserAccount account = insert(name, "");
        accounts.setPasswordHash(account.id(), hash);
        accounts.setGrantedRoles(
                account.id(), List.of(new ServiceScopedRole(AccessRole.ADMIN, GrantedRights.EVERYWHERE)));
        audit("user.created", account, new ActorAndReason(name, "first account"), null, "{\"roles\":[\"admin\"]}");
        return accounts.findById(account.id()).orElseThrow();
    }

    /// Sets a person's password and ends the sessions opened with the old one.
    ///
    /// @param who returns the person, within the same transaction
    /// @param hash hash of the password
    /// @param how how the password was set, for the audit log
    @Transactional
    UserAccount setPassword(Supplier<UserAccount> who, String hash, String how) {
        UserAccount account = who.get();
        accounts.setPasswordHash(account.id(), hash);
        belongings.revokeSessions(account);
        audit("user.password-set", account, new ActorAndReason(account.name(), how), null, null);
        return account;
    }

    private void requireAdministrator() {
        if (!credentials.hasAdminToken() && !hasAdministrator()) {
            throw new ConflictException(
                    ProblemCode.LAST_ADMIN,
                    "The server would have no administrator. Nothing was changed.",
                    "First give another user the role admin for all services: ./evenkeel user roles NAME --add admin");
        }
    }

    void audit(
            String action,
            UserAccount account,
            ActorAndReason actorAndReason,
            @Nullable String before,
            @Nullable String after) {
        auditLog.append(
                new AuditEvent(actorAndReason.actor(), action, account.name(), actorAndReason.reason(), before, after));
    }

    private static String roles(Collection<ServiceScopedRole> roles) {
        return JSON.writeValueAsString(
                Map.of("roles", roles.stream().map(ServiceScopedRole::text).toList()));
    }
}
