// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.Forecast;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Records of the server that forecasts are made of, and that say what came of them. Reading the same again
/// changes nothing: what has a forecast gets no other, and what is resolved stays so.
interface ForecastSource {
    /// Each step of a rollout: does it go on without a rollback?
    String ROLLOUT_STEP = "rollout-step";

    /// Each drill of a rollback plan: is it kept?
    String DRILL = "drill";

    /// Each follow-up of an incident: is it done by its day?
    String FOLLOW_UP = "follow-up";

    /// Each cause of a reviewed incident: does it come again?
    String RECURRENCE = "recurrence";

    /// Each decision to make a change: does it cause a major incident?
    String MAJOR_INCIDENT = "major-incident";

    /// Each date that was promised, of a decision to make a change: is it met?
    String PROMISED_DATE = "promised-date";

    /// All of them, of which people make no forecasts.
    Set<String> CLASSES = Set.of(ROLLOUT_STEP, DRILL, FOLLOW_UP, RECURRENCE, MAJOR_INCIDENT, PROMISED_DATE);

    /// The class of its forecasts.
    String eventClass();

    /// Who says what came of them.
    String resolver();

    /// What to read.
    ///
    /// @param from since when what began may be new
    /// @param to until when something may have begun, by a clock that is ahead
    /// @param now the present
    /// @param unresolved forecasts that were made and are not resolved, by origin
    record ReadRequest(Instant from, Instant to, Instant now, Map<String, Forecast> unresolved) {}

    /// What began since, or ended, or is overdue.
    List<ForecastTrigger> read(ReadRequest reading);
}
