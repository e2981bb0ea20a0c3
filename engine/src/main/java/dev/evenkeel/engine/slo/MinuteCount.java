// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

/// What is known about one minute of an indicator.
///
/// Readings of the same minute merge in any order: counts add up, and a count outdoes any kind of blindness,
/// since an answer that came later is an answer.
public sealed interface MinuteCount {
    /// Most events that a minute can have: a hundred times what the busiest server takes in. A larger number is
    /// a mistake or an attack, and would outweigh everything else in an SLO's period.
    long MAX_EVENTS = 1_000_000_000_000_000L;

    /// What a source told of a minute: [Blind#FAILED] when it is more than [#MAX_EVENTS].
    static MinuteCount of(EventCounts counts) {
        return counts.total() > MAX_EVENTS ? MissingReason.FAILED : new Counted(counts);
    }

    /// The source told how many events there were; none is an answer too.
    record Counted(EventCounts counts) implements MinuteCount {}

    /// Why there is no count.
    enum MissingReason implements MinuteCount {
        /// The source answered and knows of no such series.
        EMPTY,
        /// The source answered with a number that is none, like 0/0.
        NOT_A_NUMBER,
        /// The source did not answer, or its answer cannot be counted.
        FAILED
    }

    /// Both together.
    default MinuteCount merge(MinuteCount other) {
        return switch (this) {
            case Counted mine -> other instanceof Counted more ? new Counted(mine.counts.plus(more.counts)) : this;
            case MissingReason mine -> other instanceof MissingReason more && more.compareTo(mine) < 0 ? this : other;
        };
    }
}
