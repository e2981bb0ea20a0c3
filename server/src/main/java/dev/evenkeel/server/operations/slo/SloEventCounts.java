// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.IndicatorTimeline;

/// The events that an SLO's indicator counted in a period.
///
/// @param slo name of the SLO
/// @param sum counts, and the number of minutes with data
public record SloEventCounts(String slo, IndicatorTimeline.Sum sum) {}
