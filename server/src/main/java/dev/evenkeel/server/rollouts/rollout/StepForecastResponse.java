// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.engine.rollout.StepForecast;
import dev.evenkeel.engine.rollout.TrialArrivalRate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The forecast of a step in responses of the HTTP API: what it still needs and when it is expected.
///
/// @param at when the forecast was made
/// @param dwellUntil end of the step's minimum duration
/// @param candidateTrialsPerSecond rate in the last minute; null when unknown
/// @param expectedAt when minimum duration and proofs will be complete at this rate; null when that cannot be
///     estimated, or the step waits for something else
/// @param summary the forecast as one sentence
/// @param pendingChecks proofs that are not complete
public record StepForecastResponse(
        Instant at,
        Instant dwellUntil,
        @Nullable Double candidateTrialsPerSecond,
        @Nullable Instant expectedAt,
        String summary,
        List<PendingCheck> pendingChecks) {

    /// An incomplete proof.
    ///
    /// @param candidateTrialsNeeded estimated total; -1 when it cannot be estimated
    /// @param expectedAt null when it cannot be estimated
    public record PendingCheck(
            String check,
            long candidateTrials,
            long candidateTrialsNeeded,
            @Nullable Instant expectedAt) {
        static PendingCheck of(StepForecast.PendingCheck pending) {
            StepForecast.IncompleteProof proof = pending.proof();
            return new PendingCheck(
                    proof.check(), proof.candidateTrials(), proof.candidateTrialsNeeded(), pending.expectedAt());
        }
    }

    /// Creates the response for a step that advances without an operator.
    static StepForecastResponse of(StepForecast forecast) {
        String summary = forecast.summary();
        return of(
                forecast,
                forecast.expectedAt().orElse(null),
                summary.isEmpty() ? "all conditions are met; the next evaluation decides" : summary);
    }

    /// Creates the response for a step that waits for something whose time cannot be estimated.
    ///
    /// @param reason what it waits for
    static StepForecastResponse waiting(StepForecast forecast, String reason) {
        return of(forecast, null, reason);
    }

    private static StepForecastResponse of(StepForecast forecast, @Nullable Instant expectedAt, String summary) {
        TrialArrivalRate rate = forecast.rate();
        return new StepForecastResponse(
                forecast.at(),
                forecast.dwellUntil(),
                rate == null ? null : rate.perSecond(),
                expectedAt,
                summary,
                forecast.pendingChecks().stream().map(PendingCheck::of).toList());
    }
}
