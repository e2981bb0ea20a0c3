// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.api.UserApi;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.security.access.RequestAuthenticator;
import dev.evenkeel.server.foundation.security.access.ServiceScopedRole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Rules of requests about users and credentials that their JSON Schemas cannot express.
final class IdentityRequestRules {
    private static final Pattern NAME = Pattern.compile(UserApi.NAME);
    /// Names in the audit log that belong to no person.
    private static final Set<String> RESERVED = Set.of(RequestAuthenticator.ADMIN_NAME, "evenkeel", "guard");

    private IdentityRequestRules() {}

    /// Whether the name is valid for a person.
    static boolean isValidName(String name) {
        return NAME.matcher(name).matches() && !isReserved(name);
    }

    private static boolean isReserved(String name) {
        return RESERVED.contains(name.toLowerCase(Locale.ROOT));
    }

    static void checkName(@Nullable String name, ValidationErrors errors) {
        if (name != null && isReserved(name)) {
            errors.add(
                    "/name",
                    "is reserved: \"" + name + "\"",
                    "choose another name; reserved: "
                            + String.join(", ", RESERVED.stream().sorted().toList()));
        }
    }

    static void checkRoles(@Nullable List<String> roles, ValidationErrors errors) {
        for (int i = 0; roles != null && i < roles.size(); i++) {
            if (ServiceScopedRole.parse(roles.get(i)).isEmpty()) {
                errors.add(
                        "/roles/" + i,
                        "is not a valid role: \"" + roles.get(i) + "\"",
                        "allowed: viewer, author, approver, operator, admin; add @SERVICE to limit it to one service");
            }
        }
    }

    /// Returns valid roles, sorted and without duplicates.
    static List<ServiceScopedRole> parseRoles(@Nullable List<String> roles) {
        return Objects.requireNonNullElse(roles, List.<String>of()).stream()
                .map(ServiceScopedRole::parse)
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .toList();
    }

    static void checkExpiry(@Nullable Instant expiresAt, Instant now, Duration longest, ValidationErrors errors) {
        if (expiresAt != null && (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(longest)))) {
            errors.add(
                    "/expiresAt",
                    "must be in the future, at most " + longest.toDays() + " days from now, got " + expiresAt,
                    "use a time such as 2026-11-30T18:00:00Z");
        }
    }
}
