// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.IndicatorTimeline;

/// What an SLO's indicator counted in a stretch of time.
///
/// @param slo its name
/// @param sum events, and how many minutes of the stretch are known
public record SloEventCounts(String slo, IndicatorTimeline.Sum sum) {}
