// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.users;

import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.foundation.security.access.ApiToken;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.GrantedRights;
import dev.evenkeel.server.foundation.security.access.Person;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.RoleGrant;
import dev.evenkeel.server.foundation.security.access.SdkKey;
import dev.evenkeel.server.foundation.security.access.Session;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the page of people and keys shows to one caller.
///
/// @param administers whether they may change anything but what is their own
/// @param isPerson whether they are somebody in particular, who has a password and tokens of their own
/// @param people everybody; empty for who does not administer
/// @param keys SDK keys by environment; empty for who may not see them
record UsersPageModel(
        Caller.Actor me,
        boolean administers,
        boolean isPerson,
        List<Person> people,
        List<ApiToken> tokens,
        Map<String, List<SdkKey>> keys,
        List<Session> sessions,
        Instant now) {
    /// A right for services.
    record RightRow(String service, String rights) {}

    /// What the caller may do, all services first.
    List<RightRow> rights() {
        return me.grants().rights().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new RightRow(
                        entry.getKey().equals(GrantedRights.EVERYWHERE) ? "all services" : entry.getKey(),
                        entry.getValue().stream().sorted().map(Right::text).collect(Collectors.joining(", "))))
                .toList();
    }

    /// Roles between commas.
    String roles(Collection<RoleGrant> roles) {
        return roles.isEmpty() ? "no role" : roles.stream().map(RoleGrant::text).collect(Collectors.joining(", "));
    }

    /// How somebody signs in.
    String way(Person person) {
        if (person.issuer() != null) {
            return "by provider";
        }
        return person.hasPassword() ? "by password" : "not yet";
    }

    /// Whether somebody may do anything.
    StatusBadge state(Person person) {
        return person.isActive() ? new StatusBadge(StatusBadge.Tone.GOOD, "check", "Active") : over("Ended");
    }

    /// Whether a token opens anything.
    StatusBadge state(ApiToken token) {
        return state(token.endedAt(), token.isValidAt(now));
    }

    /// Whether a key opens anything.
    StatusBadge state(SdkKey key) {
        return state(key.endedAt(), key.isValidAt(now));
    }

    private static StatusBadge state(@Nullable Instant endedAt, boolean valid) {
        if (valid) {
            return new StatusBadge(StatusBadge.Tone.GOOD, "check", "Valid");
        }
        return over(endedAt == null ? "Past its end" : "Taken back");
    }

    private static StatusBadge over(String word) {
        return new StatusBadge(StatusBadge.Tone.CALM, "stop", word);
    }
}
