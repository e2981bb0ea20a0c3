// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag.split;

/// When a process takes a rollout's candidate out by itself, from what it alone has seen.
///
/// @param logEvidence natural logarithm of the evidence that takes it out, above 0 and finite: evidence
///     that the candidate fails more than control, or that it fails more than the ceiling
/// @param ratio how many times control's failures are tolerated, 1 to 100
/// @param ceiling share of the candidate's calls that may fail, whatever control does; above 0 %, below
///     90 %
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
                    "ceiling must be above 0 % and below " + HIGHEST_CEILING + ", got " + ceiling);
        }
    }
}
