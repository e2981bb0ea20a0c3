// SPDX-License-Identifier: Apache-2.0

/// What is kept about a targeting key: told, taken out, and after a while no longer to be found by anybody.
/// Asks `flag` for salts and definitions, `telemetry` for units, `rollout` and `experiment` whose units they
/// are and when those ended, `incident` and `reconciliation` for what else may name somebody.
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "access",
            "audit",
            "flag",
            "telemetry",
            "rollout",
            "experiment",
            "incident",
            "reconciliation"
        })
@NullMarked
package dev.evenkeel.server.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
