// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.history;

import dev.evenkeel.engine.slo.EventCounts;
import java.time.LocalDate;

/// The counts of an SLO's indicator in one week.
///
/// @param weekStart first day of the week, UTC; a Monday if this server counted it
/// @param imported whether the week was imported from elsewhere
public record SloWeek(String slo, LocalDate weekStart, EventCounts counts, boolean imported) {}
