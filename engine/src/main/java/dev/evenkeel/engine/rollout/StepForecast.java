// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.engine.format.QuantityFormatter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A forecast of what a step still needs and when it will be complete at current traffic. For display only;
/// no decision depends on it. It is not a bound: proofs take longer for a worse candidate, and trials become
/// rarer when the same units call again.
///
/// @param at when the forecast was made
/// @param dwellUntil end of the step's minimum duration
/// @param rate current rate of candidate trials; null when unknown
/// @param pendingChecks proofs that are not complete
public record StepForecast(
        Instant at, Instant dwellUntil, @Nullable TrialArrivalRate rate, List<PendingCheck> pendingChecks) {
    private static final long FOREVER_SECONDS = Duration.ofDays(3_650).toSeconds();

    public StepForecast {
        pendingChecks = List.copyOf(pendingChecks);
    }

    /// An incomplete proof.
    ///
    /// @param check name of the guardrail
    /// @param detail what is missing, for people
    /// @param candidateTrials candidate trials seen at this step
    /// @param candidateTrialsNeeded estimated total needed; -1 when it cannot be estimated
    public record IncompleteProof(String check, String detail, long candidateTrials, long candidateTrialsNeeded) {}

    /// An incomplete proof with its expected completion.
    ///
    /// @param expectedAt null when it cannot be estimated
    public record PendingCheck(
            IncompleteProof proof, @Nullable Instant expectedAt) {}

    /// Computes the forecast.
    ///
    /// @param rate null when unknown
    public static StepForecast of(
            Instant now, Instant dwellUntil, @Nullable TrialArrivalRate rate, List<IncompleteProof> missing) {
        return new StepForecast(
                now,
                dwellUntil,
                rate,
                missing.stream()
                        .map(proof -> new PendingCheck(proof, expectedAt(proof, rate, now)))
                        .toList());
    }

    private static @Nullable Instant expectedAt(IncompleteProof proof, @Nullable TrialArrivalRate rate, Instant now) {
        long left = proof.candidateTrialsNeeded() - proof.candidateTrials();
        if (rate == null || proof.candidateTrialsNeeded() < 0) {
            return null;
        }
        Duration takes = rate.timeFor(Math.max(0, left));
        return takes.toSeconds() > FOREVER_SECONDS ? null : now.plus(takes);
    }

    /// Returns when the step's minimum duration has passed and every proof is complete; empty when that
    /// cannot be estimated.
    public Optional<Instant> expectedAt() {
        return pendingChecks.stream().anyMatch(one -> one.expectedAt() == null)
                ? Optional.empty()
                : Stream.concat(
                                Stream.of(dwellUntil),
                                pendingChecks.stream()
                                        .map(PendingCheck::expectedAt)
                                        .filter(Objects::nonNull))
                        .max(Instant::compareTo);
    }

    /// Formats what is missing and when it is expected, as one sentence; empty when nothing is missing.
    public String summary() {
        Duration dwell = Duration.between(at, dwellUntil);
        Stream<String> time = dwell.isPositive()
                ? Stream.of("minimum duration ends in " + QuantityFormatter.formatDuration(dwell))
                : Stream.empty();
        return Stream.concat(time, pendingChecks.stream().map(this::summary)).collect(Collectors.joining("; "));
    }

    private String summary(PendingCheck one) {
        Instant expected = one.expectedAt();
        if (expected != null && rate != null) {
            return one.proof().detail() + ", about " + QuantityFormatter.formatDuration(Duration.between(at, expected))
                    + " more at " + QuantityFormatter.formatNumber(rate.perSecond()) + " trials per second";
        }
        return one.proof().candidateTrialsNeeded() >= 0
                ? one.proof().detail() + "; the remaining time is unknown because there are no trials yet"
                : one.proof().detail();
    }
}
