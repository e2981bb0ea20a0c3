// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.Forecast;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A source of forecasts: records of the server from which it creates forecasts and their resolutions. Reads
/// are idempotent: a record with a forecast gets no second one, and a resolution does not change.
interface ForecastSource {
    /// A step of a rollout: does the rollout continue without a rollback?
    String ROLLOUT_STEP = "rollout-step";

    /// A drill of a rollback plan: does it pass?
    String DRILL = "drill";

    /// A follow-up of an incident: is it done by its due date?
    String FOLLOW_UP = "follow-up";

    /// A cause of a reviewed incident: does it recur?
    String RECURRENCE = "recurrence";

    /// A decision to make a change: does the change cause a major incident?
    String MAJOR_INCIDENT = "major-incident";

    /// A promised date of a decision to make a change: is it met?
    String PROMISED_DATE = "promised-date";

    /// All classes of this interface. Users cannot create forecasts of them.
    Set<String> CLASSES = Set.of(ROLLOUT_STEP, DRILL, FOLLOW_UP, RECURRENCE, MAJOR_INCIDENT, PROMISED_DATE);

    /// Returns the class of its forecasts.
    String eventClass();

    /// Returns the resolver of its forecasts.
    String resolver();

    /// The range of records to read.
    ///
    /// @param from start of records that can be new
    /// @param to end of the range, ahead of now because clocks of servers can be ahead
    /// @param unresolved unresolved forecasts of this source, by origin
    record ForecastableRecordQuery(Instant from, Instant to, Instant now, Map<String, Forecast> unresolved) {}

    /// Returns the records that began or ended in the range, or are overdue.
    List<ForecastableRecord> listTriggers(ForecastableRecordQuery forecastableRecordQuery);
}
