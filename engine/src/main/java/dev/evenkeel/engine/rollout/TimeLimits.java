// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import java.time.Duration;

/// How long a rollout may take. Time spent without evidence or in a shared incident counts too, but what the plan says
/// about those comes first.
///
/// @param step longest time at one exposure, longer than every step's dwell
/// @param rollout longest time from the order to start to the end of the plan, not shorter than that of a step
/// @param whenLate what to do after either
public record TimeLimits(Duration step, Duration rollout, WhenLate whenLate) {}
