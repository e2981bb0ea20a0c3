// SPDX-License-Identifier: Apache-2.0

/// Changes to production that others carry out: reported by pipelines and code hosts, judged by a stated rule, counted
/// by DORA's measures. Asks `rollout` for those that a guard led, and `catalog` whose they are.
@ApplicationModule(allowedDependencies = {"platform", "access", "audit", "catalog", "rollout"})
@NullMarked
package dev.evenkeel.server.change;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
