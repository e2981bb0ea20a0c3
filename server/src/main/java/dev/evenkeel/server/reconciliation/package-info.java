// SPDX-License-Identifier: Apache-2.0

/// Passes in which services compare the two stores of a migration: taken in, kept and shown. What
/// follows from them is decided by `rollout`. Asks `flag` for the stage and `delivery` who has it.
@ApplicationModule(allowedDependencies = {"platform", "access", "flag", "delivery"})
@NullMarked
package dev.evenkeel.server.reconciliation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
