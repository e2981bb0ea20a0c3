// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag.split;

/// The configuration of the circuit breaker that disables a rollout's candidate in one process, based on that
/// process's own outcomes.
///
/// @param logEvidence natural logarithm of the evidence that trips it, above 0 and finite: evidence that the
///     candidate fails more often than control, or more often than the ceiling
/// @param ratio tolerated factor on control's failure rate, 1 to 100
/// @param ceiling maximum share of failed candidate calls, whatever control's rate; above 0%, below 90%
public record BreakerConfig(double logEvidence, double ratio, Percent ceiling) {
    private static final Percent HIGHEST_CEILING = new Percent(9_000);

    public BreakerConfig {
        if (!(logEvidence > 0) || Double.isInfinite(logEvidence)) {
            throw new IllegalArgumentException("logEvidence must be above 0 and finite, got " + logEvidence);
        }
        if (!(ratio >= 1 && ratio <= 100)) {
            throw new IllegalArgumentException("ratio must be 1 to 100, got " + ratio);
        }
        if (ceiling.equals(Percent.NONE) || ceiling.compareTo(HIGHEST_CEILING) >= 0) {
            throw new IllegalArgumentException(
                    "ceiling must be above 0% and below " + HIGHEST_CEILING + ", got " + ceiling);
        }
    }
}
