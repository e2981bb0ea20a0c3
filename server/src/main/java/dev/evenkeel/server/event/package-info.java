// SPDX-License-Identifier: Apache-2.0

/// Events out: what happened is read from the ledger and from what stands, after it was committed, and sent to
/// whom it concerns. Nothing here can hold a rollback back: it only reads what others wrote, and sends on threads of
/// its own. Uses `rollout`, `gate`, `slo` and `incident` for what happened, `catalog` for whom it concerns.
@ApplicationModule(
        allowedDependencies = {
            "manifest",
            "platform",
            "access",
            "audit",
            "catalog",
            "gate",
            "rollout",
            "slo",
            "incident",
            "retention"
        })
@NullMarked
package dev.evenkeel.server.event;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
