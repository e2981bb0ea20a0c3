// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What somebody is for a service, or for all of them. Roles add up; none but [#ADMIN] holds another's
/// rights, so that who writes and who approves are as far apart as their administrators keep them.
public enum AccessRole {
    VIEWER,
    AUTHOR,
    APPROVER,
    OPERATOR,
    ADMIN;

    /// What the role may do.
    public Set<Right> rights() {
        return switch (this) {
            case VIEWER -> Set.of(Right.VIEW);
            case AUTHOR -> Set.of(Right.VIEW, Right.AUTHOR, Right.STOP, Right.RESPOND);
            case APPROVER -> Set.of(Right.VIEW, Right.APPROVE, Right.RESPOND);
            case OPERATOR -> Set.of(Right.VIEW, Right.OPERATE, Right.STOP, Right.RESPOND);
            case ADMIN -> Set.of(Right.values());
        };
    }

    /// The name in requests and files, for example `operator`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The role of a name.
    public static Optional<AccessRole> find(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}
