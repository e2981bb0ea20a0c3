// SPDX-License-Identifier: Apache-2.0

/// Outcomes: their intake from SDK processes, exactly once, and what they say about rollouts and latencies. Uses `flag`
/// to
/// know which flags and splits there are.
@ApplicationModule(allowedDependencies = {"platform", "access", "audit", "flag"})
@NullMarked
package dev.evenkeel.server.telemetry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
