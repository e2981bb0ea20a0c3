// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.engine.rollout.StepForecast;
import dev.evenkeel.engine.rollout.TrialRate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a rollout's step waits for, and until when about, as the HTTP API shows it.
///
/// @param at when this was said
/// @param dwellUntil end of the step's shortest time
/// @param candidateTrialsPerSecond as measured in the last minute; null when that cannot be said
/// @param expectedAt when time and proofs will be there at this rate; null when that cannot be said, or when it
///     waits for something else
/// @param words the same in a sentence
/// @param missing the proofs that are not there yet
public record StepForecastResponse(
        Instant at,
        Instant dwellUntil,
        @Nullable Double candidateTrialsPerSecond,
        @Nullable Instant expectedAt,
        String words,
        List<Missing> missing) {

    /// A proof.
    ///
    /// @param candidateTrialsNeeded -1 when no number can be given
    /// @param expectedAt null when that cannot be said
    public record Missing(
            String check,
            long candidateTrials,
            long candidateTrialsNeeded,
            @Nullable Instant expectedAt) {
        static Missing of(StepForecast.Missing missing) {
            StepForecast.Proof proof = missing.proof();
            return new Missing(
                    proof.check(), proof.candidateTrials(), proof.candidateTrialsNeeded(), missing.expectedAt());
        }
    }

    /// Of a step that goes on by itself.
    static StepForecastResponse of(StepForecast outlook) {
        String words = outlook.words();
        return of(
                outlook,
                outlook.expectedAt().orElse(null),
                words.isEmpty() ? "nothing is missing; the guard's next look decides" : words);
    }

    /// Of a step that waits for what no rate tells.
    ///
    /// @param reason what that is
    static StepForecastResponse waiting(StepForecast outlook, String reason) {
        return of(outlook, null, reason);
    }

    private static StepForecastResponse of(StepForecast outlook, @Nullable Instant expectedAt, String words) {
        TrialRate rate = outlook.rate();
        return new StepForecastResponse(
                outlook.at(),
                outlook.dwellUntil(),
                rate == null ? null : rate.perSecond(),
                expectedAt,
                words,
                outlook.missing().stream().map(Missing::of).toList());
    }
}
