// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

/// The known part of a period, in minutes. Addition is exact, associative and commutative.
///
/// @param requested length of the period
/// @param counted minutes with counts
/// @param empty minutes for which the source returned no series
/// @param notNumbers minutes for which the source returned NaN
/// @param failed minutes for which the source returned an error or no response
public record DataCoverage(long requested, long counted, long empty, long notNumbers, long failed) {
    static final DataCoverage NONE = new DataCoverage(0, 0, 0, 0, 0);

    static DataCoverage of(MinuteCount minuteCount) {
        return switch (minuteCount) {
            case MinuteCount.Counted _ -> new DataCoverage(0, 1, 0, 0, 0);
            case MinuteCount.MissingReason blind ->
                switch (blind) {
                    case EMPTY -> new DataCoverage(0, 0, 1, 0, 0);
                    case NOT_A_NUMBER -> new DataCoverage(0, 0, 0, 1, 0);
                    case FAILED -> new DataCoverage(0, 0, 0, 0, 1);
                };
        };
    }

    /// Returns the coverage of both periods together.
    public DataCoverage plus(DataCoverage other) {
        return new DataCoverage(
                requested + other.requested,
                counted + other.counted,
                empty + other.empty,
                notNumbers + other.notNumbers,
                failed + other.failed);
    }

    /// Returns the minutes without any result.
    public long missing() {
        return requested - counted - empty - notNumbers - failed;
    }

    /// Whether part of the period is unknown.
    public boolean isPartial() {
        return counted < requested;
    }

    /// Returns the known share of the period, 0 to 1; 0 for an empty period.
    public double share() {
        return requested == 0 ? 0 : (double) counted / requested;
    }
}
