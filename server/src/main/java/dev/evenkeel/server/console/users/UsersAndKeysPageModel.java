// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.users;

import dev.evenkeel.api.CredentialApi.SdkKey;
import dev.evenkeel.api.CredentialApi.Session;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.foundation.security.access.ApiToken;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.GrantedRights;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.ServiceScopedRole;
import dev.evenkeel.server.foundation.security.access.UserAccount;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Model of the page of users and keys for one caller.
///
/// @param canAdminister whether the caller may change more than their own data
/// @param isPerson whether the caller is a user with a password and their own tokens
/// @param people all users; empty if the caller is not an administrator
/// @param keys SDK keys by environment; empty if the caller may not see them
record UsersAndKeysPageModel(
        Caller.Actor me,
        boolean canAdminister,
        boolean isPerson,
        List<UserAccount> people,
        List<ApiToken> tokens,
        Map<String, List<SdkKey>> keys,
        List<Session> sessions,
        Instant now) {
    /// Rights for one service.
    record ServiceRightsRow(String service, String rights) {}

    /// Returns the caller's rights, those for all services first.
    List<ServiceRightsRow> rights() {
        return me.grants().rights().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new ServiceRightsRow(
                        entry.getKey().equals(GrantedRights.EVERYWHERE) ? "all services" : entry.getKey(),
                        entry.getValue().stream().sorted().map(Right::text).collect(Collectors.joining(", "))))
                .toList();
    }

    /// Returns roles separated by commas.
    String formatRoles(Collection<ServiceScopedRole> roles) {
        return roles.isEmpty()
                ? "no role"
                : roles.stream().map(ServiceScopedRole::text).collect(Collectors.joining(", "));
    }

    /// Returns how a user signs in.
    String signInMethod(UserAccount account) {
        if (account.issuer() != null) {
            return "by provider";
        }
        return account.hasPassword() ? "by password" : "not yet";
    }

    /// Returns the badge that shows whether a user is active.
    StatusBadge toBadge(UserAccount account) {
        return account.isActive() ? new StatusBadge(StatusBadge.Tone.GOOD, "check", "Active") : endedBadge("Ended");
    }

    /// Returns the badge that shows whether a token is valid.
    StatusBadge toBadge(ApiToken token) {
        return toBadge(token.revokedAt(), token.isValidAt(now));
    }

    /// Returns the badge that shows whether an SDK key is valid.
    StatusBadge toBadge(SdkKey key) {
        return toBadge(key.revokedAt(), key.isValidAt(now));
    }

    private static StatusBadge toBadge(@Nullable Instant endedAt, boolean valid) {
        if (valid) {
            return new StatusBadge(StatusBadge.Tone.GOOD, "check", "Valid");
        }
        return endedBadge(endedAt == null ? "Past its end" : "Taken back");
    }

    private static StatusBadge endedBadge(String word) {
        return new StatusBadge(StatusBadge.Tone.CALM, "stop", word);
    }
}
