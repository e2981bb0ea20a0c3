// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Series that Prometheus first saw inside an interval. They count from zero if Prometheus looked
/// before and they were not there; if it could not look, their first value may have grown over days.
///
/// Prometheus writes `up` at each scrape of a target: 1 when it could read it, 0 when not.
final class NewSeriesRule {
    private NewSeriesRule() {}

    /// The series whose first value counts, as they have no sample at or before `from`.
    static List<TimeSeries> of(List<TimeSeries> series, Instant from, Instant to) {
        return series.stream()
                .filter(one -> one.lastUntil(from) == null)
                .filter(one -> one.within(from, to).stream().limit(1).anyMatch(first -> first.value() > 0))
                .toList();
    }

    /// The jobs of those that say which target they are of. Others were not scraped, and count from
    /// zero.
    static List<String> jobs(List<TimeSeries> newcomers) {
        return newcomers.stream()
                .filter(one -> one.label("instance") != null)
                .map(one -> one.label("job"))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /// Why some newcomer of a job may not count from zero.
    ///
    /// @param ups series of `up` of that job's targets; empty when nothing of it is scraped by this
    ///     Prometheus
    /// @return nothing when all of them may: each target could be read before `from`, or is new itself
    ///     while others of its job were already looked at
    static Optional<String> doubt(List<TimeSeries> newcomers, List<TimeSeries> ups, Instant from, Duration lookBack) {
        boolean looked = ups.isEmpty() || ups.stream().anyMatch(up -> up.lastUntil(from) != null);
        return newcomers.stream()
                .filter(one -> !looked || couldNotBeRead(one, ups, from))
                .findFirst()
                .map(one -> "Prometheus could not read " + one.title() + " in the " + lookBack.toSeconds()
                        + " s before " + from
                        + ", so what it counted before that and after it cannot be told apart in this interval.");
    }

    private static boolean couldNotBeRead(TimeSeries newcomer, List<TimeSeries> ups, Instant from) {
        return ups.stream()
                .filter(up -> Objects.equals(up.label("instance"), newcomer.label("instance")))
                .map(up -> up.lastUntil(from))
                .anyMatch(NewSeriesRule::isDown);
    }

    private static boolean isDown(@Nullable PrometheusSample up) {
        return up != null && up.value() == 0;
    }
}
