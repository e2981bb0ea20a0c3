// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.engine.rollout.Outlook;
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
public record OutlookJson(
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
        static Missing of(Outlook.Missing missing) {
            Outlook.Proof proof = missing.proof();
            return new Missing(
                    proof.check(), proof.candidateTrials(), proof.candidateTrialsNeeded(), missing.expectedAt());
        }
    }

    /// Of a step that goes on by itself.
    static OutlookJson of(Outlook outlook) {
        String words = outlook.words();
        return of(
                outlook,
                outlook.expectedAt().orElse(null),
                words.isEmpty() ? "nothing is missing; the guard's next look decides" : words);
    }

    /// Of a step that waits for what no rate tells.
    ///
    /// @param reason what that is
    static OutlookJson waiting(Outlook outlook, String reason) {
        return of(outlook, null, reason);
    }

    private static OutlookJson of(Outlook outlook, @Nullable Instant expectedAt, String words) {
        TrialRate rate = outlook.rate();
        return new OutlookJson(
                outlook.at(),
                outlook.dwellUntil(),
                rate == null ? null : rate.perSecond(),
                expectedAt,
                words,
                outlook.missing().stream().map(Missing::of).toList());
    }
}
