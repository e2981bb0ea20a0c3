// SPDX-License-Identifier: Apache-2.0

/// Rollback plans of flags and drills of them on running services. Uses `flag` to set an exposure and
/// take it back, `delivery` to know what is active where, `telemetry` for what arrives under it, and
/// brings a gate.
@ApplicationModule(
        allowedDependencies = {"manifest", "platform", "access", "audit", "flag", "telemetry", "delivery", "gate"})
@NullMarked
package dev.evenkeel.server.drill;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
