// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.api.ForecastApi.CreateForecastRequest;
import dev.evenkeel.api.ForecastApi.ResolveForecastRequest;
import dev.evenkeel.api.ForecastApi.SupersedeForecastRequest;
import dev.evenkeel.engine.forecast.Forecast;
import dev.evenkeel.engine.forecast.ForecastClassScore;
import dev.evenkeel.engine.forecast.ForecastLedgerEntry;
import dev.evenkeel.engine.forecast.ForecastResolution;
import dev.evenkeel.engine.forecast.HistoricalBaseRate;
import dev.evenkeel.engine.forecast.Prediction;
import dev.evenkeel.engine.forecast.Prediction.Probability;
import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.ActingPerson;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A service that creates, resolves, lists and scores forecasts.
@Component
public class ForecastService {
    private static final Duration TIME_TO_RESOLVE = Duration.ofDays(7);
    private static final String JUDGEMENT = "judgement";

    private final ForecastRepository forecastRepository;
    private final AuditLog auditLog;
    private final Clock clock;

    ForecastService(ForecastRepository forecastRepository, AuditLog auditLog, Clock clock) {
        this.forecastRepository = forecastRepository;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /// Returns the newest forecasts, newest first.
    ///
    /// @param eventClass class of the events; empty for all
    /// @param open whether to return only forecasts that are neither resolved nor superseded
    /// @param limit maximum number
    public List<StoredForecast> listNewest(String eventClass, boolean open, int limit) {
        return forecastRepository.listNewest(eventClass, open, limit);
    }

    public Optional<StoredForecast> findById(String id) {
        return forecastRepository.findById(id);
    }

    /// Returns the forecasts whose inputs name an assessment, and those of the steps of the given rollouts,
    /// oldest first.
    public List<StoredForecast> listByAssessmentOrRollouts(String assessment, Collection<String> rollouts) {
        return forecastRepository.listByAssessmentOrRollouts(assessment, rollouts);
    }

    /// Computes the scores of the forecasts of each class. Reads every forecast of these classes.
    ///
    /// @param eventClass class of the events; empty for all classes, each scored separately
    public List<ForecastClassScore> listScores(String eventClass) {
        List<ForecastLedgerEntry> entries = forecastRepository.listNewest(eventClass, false, Integer.MAX_VALUE).stream()
                .map(StoredForecast::entry)
                .toList();
        return ForecastClassScore.scoreAll(entries, now());
    }

    /// Returns a forecast.
    ///
    /// @throws NotFoundException when no forecast has this id
    StoredForecast get(String id) {
        return forecastRepository
                .findById(id)
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.FORECAST_NOT_FOUND,
                        "Forecast " + id + " does not exist.",
                        "To list forecasts: ./evenkeel forecast list"));
    }

    /// Creates a forecast.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    @Transactional
    StoredForecast create(JsonRequest<CreateForecastRequest> body, Caller.Actor caller) {
        Instant now = now();
        CreateForecastRequest request = body.orThrow(
                "The forecast was not created.",
                (given, errors) -> ForecastRequestRules.checkNew(given, now, caller, errors));
        Prediction prediction =
                ForecastRequestRules.toPrediction(request.probability(), request.quantiles(), request.unit(), null);
        CanonicalForecastInputs inputs = CanonicalForecastInputs.of(request.inputs());
        Instant resolveBy = request.resolveBy();
        var forecast = new Forecast(
                IdAndSecretGenerator.newId("f-"),
                request.eventClass(),
                request.statement().strip(),
                request.event().strip(),
                now,
                request.horizon(),
                resolveBy == null ? request.horizon().plus(TIME_TO_RESOLVE) : resolveBy,
                prediction,
                findBaseRate(request.eventClass(), prediction, now),
                Objects.requireNonNullElse(request.model(), JUDGEMENT),
                inputs.hash(),
                ActingPerson.of(request.author(), caller),
                request.resolver().strip(),
                null);
        return insert(forecast, inputs, "", caller);
    }

    /// Creates a forecast that supersedes another of the same event.
    ///
    /// @throws ConflictException when the outcome of the other is known or could be known
    @Transactional
    StoredForecast supersede(String id, JsonRequest<SupersedeForecastRequest> body, Caller.Actor caller) {
        Forecast before = requireOpen(id, "No new forecast was created.").forecast();
        Instant now = now();
        if (!now.isBefore(before.horizon())) {
            throw conflict(
                    id,
                    "is past its horizon " + before.horizon(),
                    "No new forecast was created.",
                    "Resolve it: ./evenkeel forecast resolve " + id);
        }
        SupersedeForecastRequest request = body.orThrow(
                "The forecast was not superseded.",
                (given, errors) -> ForecastRequestRules.checkSuperseding(given, before, caller, errors));
        CanonicalForecastInputs inputs = CanonicalForecastInputs.of(request.inputs());
        var forecast = new Forecast(
                IdAndSecretGenerator.newId("f-"),
                before.eventClass(),
                Objects.requireNonNullElse(request.statement(), before.statement())
                        .strip(),
                before.event(),
                now,
                before.horizon(),
                before.resolveBy(),
                ForecastRequestRules.toPrediction(
                        request.probability(), request.quantiles(), null, before.prediction()),
                findBaseRate(before.eventClass(), before.prediction(), now),
                Objects.requireNonNullElse(request.model(), before.model()),
                inputs.hash(),
                ActingPerson.of(request.author(), caller),
                Objects.requireNonNullElse(request.resolver(), before.resolver())
                        .strip(),
                id);
        return insert(forecast, inputs, request.reason().strip(), caller);
    }

    /// Resolves a forecast, irrevocably.
    ///
    /// @throws ConflictException when it is already resolved, or its resolver is its author
    @Transactional
    StoredForecast resolve(String id, JsonRequest<ResolveForecastRequest> body, Caller.Actor caller) {
        Forecast forecast = requireOpen(id, "The resolution was not recorded.").forecast();
        ResolveForecastRequest request = body.orThrow(
                "The forecast was not resolved.",
                (given, errors) -> ForecastRequestRules.checkResolution(given, forecast, caller, errors));
        String resolver = ActingPerson.of(request.resolver(), caller);
        if (Approval.isSamePerson(resolver, forecast.author())) {
            throw new ConflictException(
                    ProblemCode.SELF_RESOLUTION,
                    resolver + " is the author of forecast " + id
                            + " and cannot resolve it. The resolution was not recorded.",
                    "Ask another user to resolve it. With the admin token, name that user: ./evenkeel forecast resolve "
                            + id + " --by NAME");
        }
        String note = request.note().strip();
        forecastRepository.insert(id, ForecastResolution.resolve(forecast, request.outcome(), now(), resolver, note));
        return audit(id, "forecast.resolved", note, caller.name());
    }

    private @Nullable HistoricalBaseRate findBaseRate(String eventClass, Prediction prediction, Instant now) {
        return prediction instanceof Probability ? forecastRepository.getBaseRate(eventClass, now) : null;
    }

    private StoredForecast insert(
            Forecast forecast, CanonicalForecastInputs inputs, String reason, Caller.Actor caller) {
        forecastRepository.insert(StoredForecast.ofUser(forecast, inputs, reason));
        String action = forecast.supersedes() == null ? "forecast.created" : "forecast.superseded";
        return audit(forecast.id(), action, reason, caller.name());
    }

    private StoredForecast audit(String id, String action, String reason, String who) {
        StoredForecast stored = get(id);
        auditLog.append(new AuditEvent(who, action, id, reason, null, stored.toAuditText(now())));
        return stored;
    }

    /* Locked, so that the state read here does not change until the end of the transaction. */
    private StoredForecast requireOpen(String id, String consequence) {
        forecastRepository.lock(id);
        StoredForecast stored = get(id);
        ForecastResolution resolution = stored.entry().resolution();
        String next = stored.entry().supersededBy();
        if (stored.origin() != null) {
            throw conflict(
                    id,
                    "was created by the server, which also resolves it",
                    consequence,
                    "To create your own forecast: ./evenkeel forecast create");
        }
        if (next != null) {
            throw conflict(id, "was superseded by " + next, consequence, "Use forecast " + next + ".");
        }
        if (resolution != null) {
            throw conflict(
                    id,
                    "was already resolved by " + resolution.by() + " at " + resolution.at(),
                    consequence,
                    "Resolutions are permanent. To list forecasts: ./evenkeel forecast list");
        }
        return stored;
    }

    private static ConflictException conflict(String id, String why, String consequence, String remedy) {
        return new ConflictException(
                ProblemCode.INVALID_FORECAST_STATE, "Forecast " + id + " " + why + ". " + consequence, remedy);
    }

    /// Returns the current time in the precision of the database.
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
