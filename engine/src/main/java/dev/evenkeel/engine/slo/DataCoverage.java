// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

/// How much of a stretch of time is known, in minutes. Adding is exact, associative and commutative.
///
/// @param asked length of the stretch
/// @param counted minutes whose events were counted
/// @param empty minutes in which the source knew of no series
/// @param notNumbers minutes for which the source had NaN
/// @param failed minutes for which the source did not answer
public record DataCoverage(long asked, long counted, long empty, long notNumbers, long failed) {
    static final DataCoverage NONE = new DataCoverage(0, 0, 0, 0, 0);

    static DataCoverage of(MinuteCount reading) {
        return switch (reading) {
            case MinuteCount.Counted _ -> new DataCoverage(0, 1, 0, 0, 0);
            case MinuteCount.MissingReason blind ->
                switch (blind) {
                    case EMPTY -> new DataCoverage(0, 0, 1, 0, 0);
                    case NOT_A_NUMBER -> new DataCoverage(0, 0, 0, 1, 0);
                    case FAILED -> new DataCoverage(0, 0, 0, 0, 1);
                };
        };
    }

    /// Both together.
    public DataCoverage plus(DataCoverage other) {
        return new DataCoverage(
                asked + other.asked,
                counted + other.counted,
                empty + other.empty,
                notNumbers + other.notNumbers,
                failed + other.failed);
    }

    /// Minutes of which nothing was ever heard.
    public long missing() {
        return asked - counted - empty - notNumbers - failed;
    }

    /// Whether the stretch is known only in part.
    public boolean partial() {
        return counted < asked;
    }

    /// Known share of the stretch, 0 to 1; 0 of nothing.
    public double share() {
        return asked == 0 ? 0 : (double) counted / asked;
    }
}
