// SPDX-License-Identifier: Apache-2.0

/// The technology register: rings, moves, innovation tokens, decision records, and the gate that holds changes
/// against them. Uses `change`, `rollout` and `flag` for where technologies run and what changes declare,
/// `incident` for what went wrong with them, `catalog` for the service of a flag.
@ApplicationModule(
        allowedDependencies = {
            "manifest",
            "platform",
            "access",
            "catalog",
            "change",
            "flag",
            "gate",
            "incident",
            "rollout"
        })
@NullMarked
package dev.evenkeel.server.technology;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
