// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.core.flag.split.Percent;
import java.time.Duration;

/// When failures of control count as an incident of the whole service: the exposure freezes at once. No verdict
/// against the candidate follows from it, yet the candidate may be its cause (a pool, locks, hot rows), so if
/// it lasts, the exposure goes back a step as a precaution. At 100 %, where there is no control, the
/// candidate's own failures are held against the same rate, and more than that rolls back.
///
/// @param failureRate share of control's calls that fail, above 0 and below 90 %; more than this, shown within
///     10 s, is an incident
/// @param stepBackAfter how long it lasts before each step back, above zero
public record SharedIncidentPolicy(Percent failureRate, Duration stepBackAfter) {}
