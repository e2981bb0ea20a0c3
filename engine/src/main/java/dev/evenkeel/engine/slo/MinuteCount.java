// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

/// The result for one minute of an indicator.
///
/// Results of the same minute merge in any order: counts add up, and a count replaces any missing reason,
/// because a late response is still a response.
public sealed interface MinuteCount {
    /// Maximum number of events in a minute: a hundred times the load of the busiest server. A larger number
    /// is an error or an attack, and would outweigh all other data of an SLO's period.
    long MAX_EVENTS = 1_000_000_000_000_000L;

    /// Creates the result for the counts of a source: [MissingReason#FAILED] for more than [#MAX_EVENTS].
    static MinuteCount of(EventCounts counts) {
        return counts.total() > MAX_EVENTS ? MissingReason.FAILED : new Counted(counts);
    }

    /// A count, possibly of no events.
    record Counted(EventCounts counts) implements MinuteCount {}

    /// The reason why there is no count.
    enum MissingReason implements MinuteCount {
        /// The source returned no such series.
        EMPTY,
        /// The source returned NaN, for example 0/0.
        NOT_A_NUMBER,
        /// The source returned an error, no response, or an invalid value.
        FAILED
    }

    /// Merges two results of the same minute.
    default MinuteCount merge(MinuteCount other) {
        return switch (this) {
            case Counted mine -> other instanceof Counted more ? new Counted(mine.counts.plus(more.counts)) : this;
            case MissingReason mine -> other instanceof MissingReason more && more.compareTo(mine) < 0 ? this : other;
        };
    }
}
