// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.history;

import dev.evenkeel.engine.slo.EventCounts;
import java.time.LocalDate;

/// What an SLO's indicator counted in a week.
///
/// @param begins its first day, in UTC; a Monday where this server counted
/// @param told whether somebody brought it along from elsewhere
public record SloWeek(String slo, LocalDate begins, EventCounts counts, boolean told) {}
