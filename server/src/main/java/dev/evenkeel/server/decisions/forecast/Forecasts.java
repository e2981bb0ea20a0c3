// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.ClassScore;
import dev.evenkeel.engine.forecast.Forecast;
import dev.evenkeel.engine.forecast.LedgerEntry;
import dev.evenkeel.engine.forecast.Prediction.Probability;
import dev.evenkeel.engine.forecast.Resolution;
import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLedger;
import dev.evenkeel.server.foundation.problems.Conflict;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.secrets.Ids;
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
public class Forecasts {
    private final ForecastTable table;
    private final AuditLedger ledger;
    private final Clock clock;

    Forecasts(ForecastTable table, AuditLedger ledger, Clock clock) {
        this.table = table;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// The newest first.
    ///
    /// @param eventClass only of this class; empty for all
    /// @param open only those of which nobody knows what came, and which are not superseded
    /// @param limit most of them
    public List<KeptForecast> newest(String eventClass, boolean open, int limit) {
        return table.newest(eventClass, open, limit);
    }

    /// The forecast of an id, if there is one.
    public Optional<KeptForecast> find(String id) {
        return table.find(id);
    }

    /// Forecasts whose inputs name an assessment, and those of the steps of some rollouts, the oldest first.
    public List<KeptForecast> about(String assessment, Collection<String> rollouts) {
        return table.about(assessment, rollouts);
    }

    /// How good the forecasts of each class were. Reads every forecast of these classes.
    ///
    /// @param eventClass only this class; empty for all, each by itself
    public List<ClassScore> scores(String eventClass) {
        List<LedgerEntry> entries = table.newest(eventClass, false, Integer.MAX_VALUE).stream()
                .map(KeptForecast::entry)
                .toList();
        return ClassScore.of(entries, now());
    }

    /// The forecast of an id.
    ///
    /// @throws NotFound when there is none
    KeptForecast get(String id) {
        return table.find(id)
                .orElseThrow(() -> new NotFound(
                        ErrorCode.FORECAST_NOT_FOUND,
                        "There is no forecast " + id + ".",
                        "GET /api/v1/forecasts lists all of them."));
    }

    /// Makes a forecast.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.Rejected with everything that is wrong with it
    @Transactional
    KeptForecast make(@Nullable JsonNode body, Caller.Actor caller) {
        return add(ForecastOrder.read(body, ForecastSource.CLASSES, now(), caller), null, caller.name());
    }

    /// Makes a forecast of the same event that takes the place of one.
    ///
    /// @throws Conflict when what came of it is known, or could be
    @Transactional
    KeptForecast supersede(String id, @Nullable JsonNode body, Caller.Actor caller) {
        Forecast before = standing(id, "Nothing was superseded.").forecast();
        if (!now().isBefore(before.horizon())) {
            throw refused(
                    id,
                    "can no longer be superseded: its horizon was " + before.horizon(),
                    "Nothing was superseded.",
                    "Resolve it.");
        }
        return add(ForecastOrder.over(before, body, caller), id, caller.name());
    }

    /// Says what came of a forecast, once and for all.
    ///
    /// @throws Conflict when that is known, or its author says so
    @Transactional
    KeptForecast resolve(String id, @Nullable JsonNode body, Caller.Actor caller) {
        Forecast forecast = standing(id, "Nothing was resolved.").forecast();
        ForecastOrder.Outcome told = ForecastOrder.outcome(forecast, body, caller);
        if (Approval.isSamePerson(told.by(), forecast.author())) {
            throw new Conflict(
                    ErrorCode.OWN_FORECAST,
                    told.by() + " made forecast " + id + ", and so does not resolve it. Nothing was resolved.",
                    "Let somebody else resolve it; who uses the admin token says who they are in \"by\".");
        }
        table.insert(id, Resolution.of(forecast, told.outcome(), now(), told.by(), told.note()));
        return noted(id, "forecast.resolved", told.note(), caller.name());
    }

    private KeptForecast add(ForecastOrder.Told told, @Nullable String supersedes, String who) {
        Instant now = now();
        var forecast = new Forecast(
                Ids.id("f-"),
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
        table.insert(new KeptForecast(
                new LedgerEntry(forecast, null, null), told.inputs().text(), null, told.reason(), now));
        String action = supersedes == null ? "forecast.made" : "forecast.superseded";
        return noted(forecast.id(), action, told.reason(), who);
    }

    private KeptForecast noted(String id, String action, String reason, String who) {
        KeptForecast kept = get(id);
        ledger.append(new AuditEvent(who, action, id, reason, null, ForecastView.text(kept, now())));
        return kept;
    }

    /* Locked, so that what is found here stays so until the end of the transaction. */
    private KeptForecast standing(String id, String consequence) {
        table.lock(id);
        KeptForecast kept = get(id);
        Resolution resolution = kept.entry().resolution();
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

    private static Conflict refused(String id, String why, String consequence, String remedy) {
        return new Conflict(ErrorCode.FORECAST_STATE, "Forecast " + id + " " + why + ". " + consequence, remedy);
    }

    /// The present, as precise as the database keeps it.
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
