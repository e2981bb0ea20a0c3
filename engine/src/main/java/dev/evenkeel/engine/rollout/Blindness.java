// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.flag.Percent;
import java.time.Duration;

/// What to do when evidence stops coming: hold at once, roll back after a second limit.
///
/// @param noDataAfter silence after which the rollout counts as blind and holds, above zero
/// @param rollBackAfter silence after which it is rolled back, longer than `noDataAfter`
/// @param rollBackFrom exposure from which on it is rolled back; below, it goes on holding
public record Blindness(Duration noDataAfter, Duration rollBackAfter, Percent rollBackFrom) {}
