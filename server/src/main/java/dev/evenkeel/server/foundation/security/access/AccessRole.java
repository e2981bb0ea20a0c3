// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A role of a person or token, for one service or for all. Roles are additive; only [#ADMIN] includes the
/// rights of another role, so administrators decide how far authors and approvers are separated.
public enum AccessRole {
    VIEWER,
    AUTHOR,
    APPROVER,
    OPERATOR,
    ADMIN;

    /// Returns the rights of the role.
    public Set<Right> rights() {
        return switch (this) {
            case VIEWER -> Set.of(Right.VIEW);
            case AUTHOR -> Set.of(Right.VIEW, Right.AUTHOR, Right.STOP, Right.RESPOND);
            case APPROVER -> Set.of(Right.VIEW, Right.APPROVE, Right.RESPOND);
            case OPERATOR -> Set.of(Right.VIEW, Right.OPERATE, Right.STOP, Right.RESPOND);
            case ADMIN -> Set.of(Right.values());
        };
    }

    /// Returns the name in requests and files, for example `operator`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Returns the role with a name in requests and files.
    public static Optional<AccessRole> findByName(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}
