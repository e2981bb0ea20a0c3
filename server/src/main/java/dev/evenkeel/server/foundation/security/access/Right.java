// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.util.Locale;

/// A permission. Roles are sets of rights; docs/reference/permissions.md lists the rights that each request
/// requires.
public enum Right {
    /// Read everything except secrets.
    VIEW("viewer"),
    /// Edit flags, objectives and other definitions, and start rollouts and experiments.
    AUTHOR("author"),
    /// Approve changes by others, and make decisions.
    APPROVE("approver"),
    /// Operate production: gate overrides, freeze windows, release pauses, drills, incident templates.
    OPERATE("operator"),
    /// Lower the exposure of a candidate: stop, kill. Granted for any service, it applies to all services.
    STOP("operator"),
    /// Declare incidents and work on them.
    RESPOND("operator"),
    /// Manage people, keys, policies and notification targets.
    ADMINISTER("admin");

    private final String role;

    Right(String role) {
        this.role = role;
    }

    /// Returns the role to request when the right is missing.
    public String role() {
        return role;
    }

    /// Returns the name for display.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
