// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.Forecast;
import dev.evenkeel.engine.forecast.ForecastClassScore;
import dev.evenkeel.engine.forecast.ForecastLedgerEntry;
import dev.evenkeel.engine.forecast.ForecastResolution;
import dev.evenkeel.engine.forecast.Prediction.Probability;
import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.secrets.IdGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// The front door of the forecast ledger. Thread-safe.
@Component
public class ForecastService {
    private final ForecastRepository table;
    private final AuditLog ledger;
    private final Clock clock;

    ForecastService(ForecastRepository table, AuditLog ledger, Clock clock) {
        this.table = table;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// The newest first.
    ///
    /// @param eventClass only of this class; empty for all
    /// @param open only those of which nobody knows what came, and which are not superseded
    /// @param limit most of them
    public List<StoredForecast> newest(String eventClass, boolean open, int limit) {
        return table.newest(eventClass, open, limit);
    }

    /// The forecast of an id, if there is one.
    public Optional<StoredForecast> find(String id) {
        return table.find(id);
    }

    /// Forecasts whose inputs name an assessment, and those of the steps of some rollouts, the oldest first.
    public List<StoredForecast> about(String assessment, Collection<String> rollouts) {
        return table.about(assessment, rollouts);
    }

    /// How good the forecasts of each class were. Reads every forecast of these classes.
    ///
    /// @param eventClass only this class; empty for all, each by itself
    public List<ForecastClassScore> scores(String eventClass) {
        List<ForecastLedgerEntry> entries = table.newest(eventClass, false, Integer.MAX_VALUE).stream()
                .map(StoredForecast::entry)
                .toList();
        return ForecastClassScore.of(entries, now());
    }

    /// The forecast of an id.
    ///
    /// @throws NotFoundException when there is none
    StoredForecast get(String id) {
        return table.find(id)
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.FORECAST_NOT_FOUND,
                        "There is no forecast " + id + ".",
                        "GET /api/v1/forecasts lists all of them."));
    }

    /// Makes a forecast.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong with
    ///     it
    @Transactional
    StoredForecast make(@Nullable JsonNode body, Caller.Actor caller) {
        return add(ForecastRequestParser.read(body, ForecastSource.CLASSES, now(), caller), null, caller.name());
    }

    /// Makes a forecast of the same event that takes the place of one.
    ///
    /// @throws ConflictException when what came of it is known, or could be
    @Transactional
    StoredForecast supersede(String id, @Nullable JsonNode body, Caller.Actor caller) {
        Forecast before = standing(id, "Nothing was superseded.").forecast();
        if (!now().isBefore(before.horizon())) {
            throw refused(
                    id,
                    "can no longer be superseded: its horizon was " + before.horizon(),
                    "Nothing was superseded.",
                    "Resolve it.");
        }
        return add(ForecastRequestParser.over(before, body, caller), id, caller.name());
    }

    /// Says what came of a forecast, once and for all.
    ///
    /// @throws ConflictException when that is known, or its author says so
    @Transactional
    StoredForecast resolve(String id, @Nullable JsonNode body, Caller.Actor caller) {
        Forecast forecast = standing(id, "Nothing was resolved.").forecast();
        ForecastRequestParser.ForecastOutcome told = ForecastRequestParser.outcome(forecast, body, caller);
        if (Approval.isSamePerson(told.by(), forecast.author())) {
            throw new ConflictException(
                    ProblemCode.OWN_FORECAST,
                    told.by() + " made forecast " + id + ", and so does not resolve it. Nothing was resolved.",
                    "Let somebody else resolve it; who uses the admin token says who they are in \"by\".");
        }
        table.insert(id, ForecastResolution.of(forecast, told.outcome(), now(), told.by(), told.note()));
        return noted(id, "forecast.resolved", told.note(), caller.name());
    }

    private StoredForecast add(ForecastRequestParser.NewForecast told, @Nullable String supersedes, String who) {
        Instant now = now();
        var forecast = new Forecast(
                IdGenerator.id("f-"),
                told.eventClass(),
                told.statement(),
                told.event(),
                now,
                told.horizon(),
                told.resolveBy(),
                told.prediction(),
                told.prediction() instanceof Probability ? table.baseRate(told.eventClass(), now) : null,
                told.model(),
                told.inputs().hash(),
                told.author(),
                told.resolver(),
                supersedes);
        table.insert(new StoredForecast(
                new ForecastLedgerEntry(forecast, null, null), told.inputs().text(), null, told.reason(), now));
        String action = supersedes == null ? "forecast.made" : "forecast.superseded";
        return noted(forecast.id(), action, told.reason(), who);
    }

    private StoredForecast noted(String id, String action, String reason, String who) {
        StoredForecast kept = get(id);
        ledger.append(new AuditEvent(who, action, id, reason, null, ForecastResponse.text(kept, now())));
        return kept;
    }

    /* Locked, so that what is found here stays so until the end of the transaction. */
    private StoredForecast standing(String id, String consequence) {
        table.lock(id);
        StoredForecast kept = get(id);
        ForecastResolution resolution = kept.entry().resolution();
        String next = kept.entry().supersededBy();
        if (kept.origin() != null) {
            throw refused(
                    id,
                    "was made by the server, which resolves it by its own records",
                    consequence,
                    "Make a forecast of your own beside it.");
        }
        if (next != null) {
            throw refused(id, "was superseded by " + next, consequence, "Go on with that one.");
        }
        if (resolution != null) {
            throw refused(
                    id,
                    "was resolved by " + resolution.by() + " at " + resolution.at(),
                    consequence,
                    "What is in the ledger stays there.");
        }
        return kept;
    }

    private static ConflictException refused(String id, String why, String consequence, String remedy) {
        return new ConflictException(
                ProblemCode.FORECAST_STATE, "Forecast " + id + " " + why + ". " + consequence, remedy);
    }

    /// The present, as precise as the database keeps it.
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
