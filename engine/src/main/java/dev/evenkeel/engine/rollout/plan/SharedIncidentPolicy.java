// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.core.flag.split.Percent;
import java.time.Duration;

/// A policy for shared incidents: when control's failures exceed a rate, the exposure freezes at once. The
/// candidate is not blamed, but it may still be the cause (a pool, locks, hot rows), so if the incident
/// lasts, the exposure decreases one step as a precaution. At 100%, where there is no control, the
/// candidate's own failures are compared with the same rate, and exceeding it rolls back.
///
/// @param failureRate share of control's calls that fail, above 0 and below 90%; a higher rate, shown within
///     10 s, is an incident
/// @param stepBackAfter duration of the incident before each decrease, above zero
public record SharedIncidentPolicy(Percent failureRate, Duration stepBackAfter) {}
