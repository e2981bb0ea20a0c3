// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import dev.evenkeel.engine.incident.SeverityRating;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// An incident as a result counts it.
///
/// @param day on which harm began
/// @param graded its severity, and by which version of the rule
/// @param minutes for which it hurt, 0 or more; null when nobody said
/// @param money lost, in the one currency of the report; null when nobody said
public record RatedIncident(
        LocalDate day,
        SeverityRating graded,
        @Nullable Double minutes,
        @Nullable BigDecimal money) {}
