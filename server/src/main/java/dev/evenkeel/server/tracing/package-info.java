// SPDX-License-Identifier: Apache-2.0

/// Rollouts as traces, sent by OTLP: what was exposed for how long, why it moved, and how long going back took. Reads
/// what `rollout` has committed; nothing depends on it.
@ApplicationModule(allowedDependencies = {"platform", "rollout"})
@NullMarked
package dev.evenkeel.server.tracing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
