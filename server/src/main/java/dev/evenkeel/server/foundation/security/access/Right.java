// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.util.Locale;

/// One kind of thing that somebody may do. Roles are sets of them; docs/reference/access.md lists which
/// request needs which.
public enum Right {
    /// Look at everything but secrets.
    VIEW("viewer"),
    /// Write what changes are made of, such as flags and objectives, and start rollouts and experiments.
    AUTHOR("author"),
    /// Say yes to what others wrote, and decide.
    APPROVE("approver"),
    /// Run production: overrides of gates, freezes, the line, drills, templates of incidents.
    OPERATE("operator"),
    /// Lower what a candidate is exposed to: stop, kill. Held for any service, it counts for all of
    /// them.
    STOP("operator"),
    /// Declare incidents and work on them.
    RESPOND("operator"),
    /// People, keys, policies, and where messages go.
    ADMINISTER("admin");

    private final String role;

    Right(String role) {
        this.role = role;
    }

    /// The role to ask for by whoever lacks the right.
    public String role() {
        return role;
    }

    /// As people read it.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
