// SPDX-License-Identifier: Apache-2.0

/// What is learned from faults: what noticed those that somebody injected on purpose, which past incidents the rules of
/// today would notice, whether follow-ups do what was expected of them. Everything is found from the server's own
/// records. Asks `slo` for burn alerts and minutes, `incident` for alerts and incidents, `rollout` for what the guard
/// did, `catalog` whose flag that was, `gate` and `flag` for checks.
@ApplicationModule(
        allowedDependencies = {"platform", "access", "audit", "catalog", "flag", "gate", "incident", "rollout", "slo"})
@NullMarked
package dev.evenkeel.server.learning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
