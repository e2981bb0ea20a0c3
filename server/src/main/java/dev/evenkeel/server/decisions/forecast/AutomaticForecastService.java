// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.Forecast;
import dev.evenkeel.engine.forecast.ForecastLedgerEntry;
import dev.evenkeel.engine.forecast.ForecastResolution;
import dev.evenkeel.server.decisions.forecast.ForecastableRecord.ForecastDraft;
import dev.evenkeel.server.decisions.forecast.ForecastableRecord.ObservedOutcome;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// A service that creates the server's own forecasts and resolves them, from committed records. Each forecast
/// is one transaction, which adds only missing rows, so that a crash loses nothing and a second server adds no
/// duplicates. Locks only its own rows, and writes no audit entries: forecasts themselves are append-only.
@Component
class AutomaticForecastService {
    /// Author of the forecasts.
    static final String AUTHOR = "evenkeel";

    /* Records commit somewhat after their timestamp; all records of this age are committed. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private final ForecastRepository forecastRepository;
    private final ForecastCursorRepository forecastCursorRepository;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AutomaticForecastService(
            ForecastRepository forecastRepository,
            ForecastCursorRepository forecastCursorRepository,
            TransactionTemplate transaction,
            Clock clock) {
        this.forecastRepository = forecastRepository;
        this.forecastCursorRepository = forecastCursorRepository;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Reads sources. A failure in one record does not affect the others, and the record is read again.
    ///
    /// @throws RuntimeException the first failure
    void generate(List<ForecastSource> sources) {
        List<RuntimeException> failures = new ArrayList<>();
        sources.forEach(source -> attempt(() -> generateFrom(source, failures), failures));
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private static void attempt(Runnable work, List<RuntimeException> failures) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }

    private void generateFrom(ForecastSource source, List<RuntimeException> failures) {
        int before = failures.size();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant from =
                forecastCursorRepository.getReadTo(source.eventClass(), now).minus(OVERLAP);
        Map<String, Forecast> unresolved =
                byOrigin(forecastRepository.listUnresolved(source.eventClass()), StoredForecast::forecast);
        List<ForecastableRecord> occasions = source.listTriggers(
                new ForecastSource.ForecastableRecordQuery(from, now.plus(OVERLAP), now, unresolved));
        Map<String, ForecastLedgerEntry> known = byOrigin(
                forecastRepository.listByOrigins(
                        occasions.stream().map(ForecastableRecord::origin).toList()),
                StoredForecast::entry);
        for (ForecastableRecord occasion : occasions) {
            ForecastLedgerEntry entry = known.get(occasion.origin());
            boolean makes = entry == null && !occasion.asOf().isBefore(from);
            boolean resolves = occasion.resolution() != null && entry != null && entry.resolution() == null;
            if (makes || resolves) {
                Forecast forecast = entry == null ? null : entry.forecast();
                attempt(
                        () -> transaction.executeWithoutResult(status -> save(occasion, forecast, source, now)),
                        failures);
            }
        }
        if (failures.size() == before) {
            forecastCursorRepository.saveReadTo(source.eventClass(), now);
        }
    }

    private static <T> Map<String, T> byOrigin(List<StoredForecast> kept, Function<StoredForecast, T> part) {
        return kept.stream().collect(Collectors.toMap(one -> Objects.requireNonNull(one.origin()), part));
    }

    private void save(ForecastableRecord occasion, @Nullable Forecast made, ForecastSource source, Instant now) {
        Forecast forecast = made == null ? insertForecast(occasion, source, now) : made;
        ObservedOutcome ending = occasion.resolution();
        if (forecast != null && ending != null) {
            forecastRepository.insert(
                    forecast.id(),
                    ForecastResolution.resolve(
                            forecast, ending.outcome(), ending.at(), source.resolver(), ending.note()));
        }
    }

    /* Null when another server has just created it: that server resolves it, or the next run. */
    private @Nullable Forecast insertForecast(ForecastableRecord occasion, ForecastSource source, Instant now) {
        ForecastDraft draft = occasion.draft().get();
        CanonicalForecastInputs inputs = CanonicalForecastInputs.of(draft.inputs());
        var forecast = new Forecast(
                IdAndSecretGenerator.newId("f-"),
                source.eventClass(),
                draft.statement(),
                draft.event(),
                occasion.asOf(),
                draft.horizon(),
                draft.resolveBy(),
                draft.prediction(),
                forecastRepository.getBaseRate(source.eventClass(), occasion.asOf()),
                draft.model(),
                inputs.hash(),
                AUTHOR,
                source.resolver(),
                null);
        boolean added = forecastRepository.insert(StoredForecast.ofServer(forecast, inputs, occasion.origin(), now));
        return added ? forecast : null;
    }
}
