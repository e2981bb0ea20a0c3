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

/// What a step still waits for, and when it will be there at present traffic. For people: no decision is
/// made of it, and it promises nothing, because proofs come later from a candidate that is worse, and
/// trials become rarer where the same units call again.
///
/// @param at when this was said
/// @param dwellUntil end of the step's shortest time
/// @param rate how fast candidate trials come in; null when that cannot be said
/// @param missing each proof that is not there yet
public record StepForecast(
        Instant at, Instant dwellUntil, @Nullable TrialRate rate, List<Missing> missing) {
    private static final long FOREVER_SECONDS = Duration.ofDays(3_650).toSeconds();

    public StepForecast {
        missing = List.copyOf(missing);
    }

    /// A proof that is not there yet.
    ///
    /// @param check name of the guardrail
    /// @param detail what is missing, in words
    /// @param candidateTrials seen at this step
    /// @param candidateTrialsNeeded about how many it takes in all; -1 when no number can be given
    public record Proof(String check, String detail, long candidateTrials, long candidateTrialsNeeded) {}

    /// A proof that is not there yet, and when it will be.
    ///
    /// @param expectedAt null when that cannot be said
    public record Missing(Proof proof, @Nullable Instant expectedAt) {}

    /// Looks ahead.
    ///
    /// @param rate null when it is not known
    public static StepForecast of(Instant now, Instant dwellUntil, @Nullable TrialRate rate, List<Proof> missing) {
        return new StepForecast(
                now,
                dwellUntil,
                rate,
                missing.stream()
                        .map(proof -> new Missing(proof, expectedAt(proof, rate, now)))
                        .toList());
    }

    private static @Nullable Instant expectedAt(Proof proof, @Nullable TrialRate rate, Instant now) {
        long left = proof.candidateTrialsNeeded() - proof.candidateTrials();
        if (rate == null || proof.candidateTrialsNeeded() < 0) {
            return null;
        }
        Duration takes = rate.timeFor(Math.max(0, left));
        return takes.toSeconds() > FOREVER_SECONDS ? null : now.plus(takes);
    }

    /// When the step has lasted long enough and every proof is there; empty when that cannot be said.
    public Optional<Instant> expectedAt() {
        return missing.stream().anyMatch(one -> one.expectedAt() == null)
                ? Optional.empty()
                : Stream.concat(
                                Stream.of(dwellUntil),
                                missing.stream().map(Missing::expectedAt).filter(Objects::nonNull))
                        .max(Instant::compareTo);
    }

    /// What is missing and when it will be there, one sentence; empty when nothing is missing.
    public String words() {
        Duration dwell = Duration.between(at, dwellUntil);
        Stream<String> time =
                dwell.isPositive() ? Stream.of("held for another " + QuantityFormatter.span(dwell)) : Stream.empty();
        return Stream.concat(time, missing.stream().map(this::words)).collect(Collectors.joining("; "));
    }

    private String words(Missing one) {
        Instant expected = one.expectedAt();
        if (expected != null && rate != null) {
            return one.proof().detail() + ", about " + QuantityFormatter.span(Duration.between(at, expected))
                    + " more at " + QuantityFormatter.number(rate.perSecond()) + " trials a second";
        }
        return one.proof().candidateTrialsNeeded() >= 0
                ? one.proof().detail() + ", the time cannot be said: no trials to measure by yet"
                : one.proof().detail();
    }
}
