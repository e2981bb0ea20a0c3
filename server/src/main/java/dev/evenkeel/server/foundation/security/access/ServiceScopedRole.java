// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/// A role for one service or for all services. Written `author@payments`, or `author` for all services.
///
/// @param service key of the service, or [GrantedRights#EVERYWHERE]
public record ServiceScopedRole(AccessRole role, String service) implements Comparable<ServiceScopedRole> {
    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /// Parses the written form; empty when invalid.
    public static Optional<ServiceScopedRole> parse(String text) {
        int at = text.indexOf('@');
        String service = at < 0 ? GrantedRights.EVERYWHERE : text.substring(at + 1);
        if (at >= 0 && !SERVICE.matcher(service).matches()) {
            return Optional.empty();
        }
        return AccessRole.findByName(at < 0 ? text : text.substring(0, at))
                .map(role -> new ServiceScopedRole(role, service));
    }

    /// Returns the written form.
    public String text() {
        return service.equals(GrantedRights.EVERYWHERE) ? role.text() : role.text() + "@" + service;
    }

    @Override
    public int compareTo(ServiceScopedRole other) {
        return Comparator.comparing(ServiceScopedRole::service)
                .thenComparing(ServiceScopedRole::role)
                .compare(this, other);
    }
}
