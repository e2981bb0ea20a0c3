// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import dev.evenkeel.engine.incident.SeverityRating;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// An incident as counted in a result.
///
/// @param day day on which harm began
/// @param rating severity, with the version of the rule
/// @param minutes duration of the harm, 0 or more; null when unknown
/// @param money loss, in the single currency of the report; null when unknown
public record SeverityRatedIncident(
        LocalDate day,
        SeverityRating rating,
        @Nullable Double minutes,
        @Nullable BigDecimal money) {}
