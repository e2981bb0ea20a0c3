// SPDX-License-Identifier: Apache-2.0

/// Changes to production that others carry out: reported by pipelines and code hosts, judged by a
/// stated rule, counted by DORA's measures; and what gates cost, beside how the changes ended that
/// people let past them. Asks `rollout` for those that a guard led, `gate` for denials and overrides,
/// `catalog` whose they are, and `slo` how the service was before and after.
@ApplicationModule(allowedDependencies = {"platform", "access", "audit", "catalog", "gate", "rollout", "slo"})
@NullMarked
package dev.evenkeel.server.change;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
