// SPDX-License-Identifier: Apache-2.0

/// Incidents: declared by people, opened by rollbacks and alerts, led through their states, learned from.
/// Nothing here can hold a rollout back: what the guard decided is read after it was committed. Uses
/// `catalog` for services, `flag`, `experiment` and `rollout` for what was changed and decided, `slo` for burning
/// budgets, `telemetry` for the counts in them.
@ApplicationModule(
        allowedDependencies = {
            "manifest",
            "platform",
            "access",
            "audit",
            "catalog",
            "change",
            "experiment",
            "flag",
            "gate",
            "rollout",
            "slo",
            "telemetry"
        })
@NullMarked
package dev.evenkeel.server.incident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
