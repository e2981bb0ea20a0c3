// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.Forecast;
import dev.evenkeel.engine.forecast.ForecastLedgerEntry;
import dev.evenkeel.engine.forecast.ForecastResolution;
import dev.evenkeel.engine.forecast.HistoricalBaseRate;
import dev.evenkeel.engine.forecast.Prediction;
import dev.evenkeel.engine.forecast.Prediction.Probability;
import dev.evenkeel.engine.forecast.Prediction.Quantile;
import dev.evenkeel.engine.forecast.Prediction.Quantiles;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import dev.evenkeel.server.foundation.database.SqlInstants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The stored forecasts and their resolutions. Rows are only inserted: the database rejects updates and
/// deletes.
@Component
class ForecastRepository {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final RecordRowMapper<ForecastResolution> RESOLUTION = RecordRowMapper.of(ForecastResolution.class);

    private final JdbcClient jdbc;

    ForecastRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Inserts a forecast, unless its origin has one.
    ///
    /// @return whether it was inserted
    boolean insert(StoredForecast stored) {
        return jdbc.sql("""
                        insert into forecast
                            (id, event_class, origin, statement, event, as_of, horizon, resolve_by, probability,
                             base_events, base_trials, quantiles, unit, model, inputs, data_hash, author, resolver,
                             supersedes, reason, recorded_at)
                        values
                            (:id, :eventClass, :origin, :statement, :event, :asOf, :horizon, :resolveBy, :probability,
                             :baseEvents, :baseTrials, :quantiles::jsonb, :unit, :model, :inputs, :dataHash, :author,
                             :resolver, :supersedes, :reason, :recordedAt)
                        on conflict (origin) do nothing
                        """)
                        .paramSource(stored.forecast())
                        .params(toColumns(stored))
                        .update()
                > 0;
    }

    private static Map<String, @Nullable Object> toColumns(StoredForecast stored) {
        Forecast forecast = stored.forecast();
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("origin", stored.origin());
        columns.put("inputs", stored.inputs());
        columns.put("reason", stored.reason());
        columns.put("recordedAt", stored.recordedAt());
        HistoricalBaseRate base = forecast.baseRate();
        columns.put("baseEvents", base == null ? null : base.events());
        columns.put("baseTrials", base == null ? null : base.trials());
        Prediction prediction = forecast.prediction();
        columns.put("probability", prediction instanceof Probability(double value) ? value : null);
        columns.put("quantiles", prediction instanceof Quantiles of ? JSON.writeValueAsString(of.of()) : null);
        columns.put("unit", prediction instanceof Quantiles of ? of.unit() : null);
        return columns;
    }

    /// Inserts the resolution of a forecast, unless it has one.
    void insert(String forecast, ForecastResolution resolution) {
        jdbc.sql("""
                        insert into forecast_resolution (forecast, outcome, resolved_at, resolved_by, late, note)
                        values (:forecast, :outcome, :at, :by, :late, :note)
                        on conflict (forecast) do nothing
                        """).paramSource(resolution).param("forecast", forecast).update();
    }

    /// Returns how often events of a class happened, by forecasts resolved until an instant.
    HistoricalBaseRate getBaseRate(String eventClass, Instant asOf) {
        return jdbc.sql("""
                        select count(*) filter (where outcome = 1), count(*)
                        from forecast_resolution join forecast on id = forecast
                        where event_class = :eventClass and probability is not null and outcome is not null
                          and resolved_at <= :asOf
                        """)
                .param("eventClass", eventClass)
                .param("asOf", asOf)
                .query((row, index) -> HistoricalBaseRate.jeffreys(row.getLong(1), row.getLong(2)))
                .single();
    }

    /// Locks a forecast against resolution and replacement until the end of the transaction.
    void lock(String id) {
        jdbc.sql("select id from forecast where id = :id for update")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    Optional<StoredForecast> findById(String id) {
        return query("where one.id = :id", Map.of("id", id)).stream().findFirst();
    }

    /// Returns the newest forecasts, newest first.
    ///
    /// @param eventClass class of the events; empty for all
    /// @param open whether to return only forecasts that are neither resolved nor superseded
    /// @param limit maximum number
    List<StoredForecast> listNewest(String eventClass, boolean open, int limit) {
        return query("""
                where (:eventClass = '' or one.event_class = :eventClass)
                  and (not :open or (next.id is null and resolution.forecast is null))
                order by one.number desc limit :limit""", Map.of("eventClass", eventClass, "open", open, "limit", limit));
    }

    /// Returns the forecasts of the given origins.
    List<StoredForecast> listByOrigins(Collection<String> origins) {
        return query("where one.origin = any(:origins)", Map.of("origins", origins));
    }

    /// Returns the forecasts whose inputs name an assessment, and those of the steps of the given rollouts,
    /// oldest first.
    List<StoredForecast> listByAssessmentOrRollouts(String assessment, Collection<String> rollouts) {
        return query(
                "where strpos(one.inputs, :assessment) > 0 or one.origin like any(:steps) order by one.number",
                Map.of(
                        "assessment",
                        '"' + assessment + '"',
                        "steps",
                        rollouts.stream().map(id -> "step:" + id + ":%").toList()));
    }

    /// Returns the unresolved forecasts of a class that the server created, oldest first.
    List<StoredForecast> listUnresolved(String eventClass) {
        return query("""
                where one.event_class = :eventClass and one.origin is not null and resolution.forecast is null
                order by one.number""", Map.of("eventClass", eventClass));
    }

    private List<StoredForecast> query(String condition, Map<String, ?> parameters) {
        return jdbc.sql("""
                        select one.*, next.id as superseded_by, resolution.outcome, resolution.resolved_at as at,
                               resolution.resolved_by as by, resolution.late, resolution.note
                        from forecast as one
                             left join forecast as next on next.supersedes = one.id
                             left join forecast_resolution as resolution on resolution.forecast = one.id
                        """ + condition)
                .params(parameters)
                .query((row, index) -> mapRow(row))
                .list();
    }

    private static StoredForecast mapRow(ResultSet row) throws SQLException {
        return new StoredForecast(
                new ForecastLedgerEntry(mapForecast(row), row.getString("superseded_by"), RESOLUTION.mapRowOrNull(row)),
                row.getString("inputs"),
                row.getString("origin"),
                row.getString("reason"),
                SqlInstants.read(row, "recorded_at"));
    }

    private static Forecast mapForecast(ResultSet row) throws SQLException {
        String quantiles = row.getString("quantiles");
        return new Forecast(
                row.getString("id"),
                row.getString("event_class"),
                row.getString("statement"),
                row.getString("event"),
                SqlInstants.read(row, "as_of"),
                SqlInstants.read(row, "horizon"),
                SqlInstants.read(row, "resolve_by"),
                quantiles == null
                        ? new Probability(row.getDouble("probability"))
                        : new Quantiles(List.of(JSON.readValue(quantiles, Quantile[].class)), row.getString("unit")),
                quantiles == null
                        ? HistoricalBaseRate.jeffreys(row.getLong("base_events"), row.getLong("base_trials"))
                        : null,
                row.getString("model"),
                row.getString("data_hash"),
                row.getString("author"),
                row.getString("resolver"),
                row.getString("supersedes"));
    }
}
