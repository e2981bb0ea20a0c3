// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of the guardrail table.
///
/// @param name such as `Errors`, `p95 latency`
/// @param candidate what the candidate did since the start; null when the guardrail has no number of its own
/// @param control the same of control
/// @param ratio candidate over control, such as `0.67 ×`; null when there is nothing to compare
/// @param verdict what the evidence says
/// @param detail the guard's own sentence
/// @param rollback rollback evidence, 1 = nothing known
/// @param proof how far the proof for the next step is; null when this step asks none
record GuardrailRow(
        String name,
        @Nullable Reading candidate,
        @Nullable Reading control,
        @Nullable String ratio,
        Mark verdict,
        String detail,
        String rollback,
        @Nullable Proof proof) {

    /// A number with its 95 % interval.
    record Reading(String value, String interval) {}

    /// How far a proof is.
    ///
    /// @param percent 0..100 of the way, in the logarithm of the evidence
    /// @param words such as `evidence 7.9 of 20`
    record Proof(int percent, String words) {}

    static List<GuardrailRow> of(RolloutFacts rollout) {
        return rollout.checks().stream().map(check -> of(check, rollout)).toList();
    }

    private static GuardrailRow of(RolloutFacts.Check check, RolloutFacts rollout) {
        Measured candidate = Measured.of(check.check(), "candidate", rollout);
        Measured control = Measured.of(check.check(), "control", rollout);
        return new GuardrailRow(
                nameOf(check.check()),
                candidate == null ? null : candidate.reading(),
                control == null ? null : control.reading(),
                candidate == null || control == null || candidate.value() == 0 || control.value() == 0
                        ? null
                        : Numbers.times(candidate.value() / control.value()),
                Mark.ofVerdict(check.verdict()),
                check.detail(),
                Numbers.evidence(check.rollbackLog10()),
                proofOf(check));
    }

    static String nameOf(String check) {
        return switch (check) {
            case "errors" -> "Errors";
            case "rank" -> "Latency as a whole";
            default -> check + " latency";
        };
    }

    private static @Nullable Proof proofOf(RolloutFacts.Check check) {
        double needed = check.advanceThreshold();
        if (!(needed > 0) || Double.isInfinite(needed)) {
            return null;
        }
        int percent = (int) Math.round(100 * Math.min(1, Math.max(0, check.advanceLog10() / needed)));
        return new Proof(
                percent, "proof " + Numbers.evidence(check.advanceLog10()) + " of " + Numbers.evidence(needed));
    }

    /* A number with its interval, before it is text. */
    private record Measured(double value, Reading reading) {
        static @Nullable Measured of(String check, String role, RolloutFacts rollout) {
            if (check.equals("errors")) {
                RolloutFacts.Counts counts = rollout.counts().get(role);
                return counts == null ? null : of(new Proportion(counts.failures(), counts.calls()));
            }
            var quantiles = rollout.latency().get(role);
            RolloutFacts.Quantile quantile = quantiles == null ? null : quantiles.get(check);
            return quantile == null ? null : of(quantile);
        }

        private static @Nullable Measured of(Proportion errors) {
            if (errors.of() == 0) {
                return null;
            }
            return new Measured(
                    errors.share(),
                    new Reading(Numbers.share(errors.share()), Numbers.shares(errors.low(), errors.high())));
        }

        private static Measured of(RolloutFacts.Quantile quantile) {
            return new Measured(
                    quantile.value(),
                    new Reading(Numbers.millis(quantile.value()), Numbers.millis(quantile.low(), quantile.high())));
        }
    }
}
