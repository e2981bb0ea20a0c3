// SPDX-License-Identifier: Apache-2.0

/// Guarded rollouts: a candidate's way from nobody to everybody, step by step on proof, and back at
/// once on harm. Uses `flag` to set exposures, `telemetry` and `prometheus` for evidence, `delivery` to
/// know what is active where, `reconciliation` for how a migration's stores compare, `gate` for
/// what has to be so before anything goes on, `manifest` to have files describe plans.
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "access",
            "audit",
            "flag",
            "telemetry",
            "delivery",
            "prometheus",
            "reconciliation",
            "gate",
            "manifest",
            "retention"
        })
@NullMarked
package dev.evenkeel.server.rollout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
