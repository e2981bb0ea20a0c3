// SPDX-License-Identifier: Apache-2.0

/// Outcomes: their intake from SDK processes, exactly once, and what they say about rollouts and latencies. Asks `flag`
/// which flags and splits there are, and tells `delivery` of signs of life.
@ApplicationModule(allowedDependencies = {"platform", "access", "audit", "flag", "delivery", "retention"})
@NullMarked
package dev.evenkeel.server.telemetry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
