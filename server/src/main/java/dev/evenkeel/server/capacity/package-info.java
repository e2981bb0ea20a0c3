// SPDX-License-Identifier: Apache-2.0

/// Capacity: work items of teams, where their time went and where it should go, and what of it is required before
/// changes go on. Asks `slo` for error budgets, `incident` for what incidents took of them, `catalog` for the services
/// of a team, and brings `gate` a gate.
@ApplicationModule(
        allowedDependencies = {"manifest", "platform", "access", "audit", "catalog", "gate", "incident", "slo"})
@NullMarked
package dev.evenkeel.server.capacity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
