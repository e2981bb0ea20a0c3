// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rule for series with their first sample inside an interval. They count from zero if Prometheus scraped
/// the target before and they did not exist. If it could not scrape the target, their first value may contain
/// the increase of days.
///
/// Prometheus records `up` at each scrape of a target: 1 when it succeeded, 0 when it failed.
final class NewSeriesRule {
    private NewSeriesRule() {}

    /// Returns the series whose first value counts, because they have no sample at or before `from`.
    static List<TimeSeries> listNewSeries(List<TimeSeries> series, Instant from, Instant to) {
        return series.stream()
                .filter(one -> one.findLastUntil(from) == null)
                .filter(one -> one.listSamples(from, to).stream().limit(1).anyMatch(first -> first.value() > 0))
                .toList();
    }

    /// Returns the jobs of series with an `instance` label. Other series were not scraped from a target, and
    /// count from zero.
    static List<String> listJobs(List<TimeSeries> newcomers) {
        return newcomers.stream()
                .filter(one -> one.label("instance") != null)
                .map(one -> one.label("job"))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /// Returns why a new series of a job may not count from zero, if so.
    ///
    /// @param ups series of `up` of the job's targets; empty when this Prometheus scrapes none of them
    /// @return empty when all new series count from zero: each target could be scraped before `from`, or is new
    ///     while other targets of its job were already scraped
    static Optional<String> findDoubt(
            List<TimeSeries> newcomers, List<TimeSeries> ups, Instant from, Duration lookBack) {
        boolean looked = ups.isEmpty() || ups.stream().anyMatch(up -> up.findLastUntil(from) != null);
        return newcomers.stream()
                .filter(one -> !looked || couldNotBeRead(one, ups, from))
                .findFirst()
                .map(one -> "Prometheus did not scrape " + one.format() + " in the " + lookBack.toSeconds()
                        + " s before " + from
                        + ", so the increase in this interval cannot be separated from earlier events.");
    }

    private static boolean couldNotBeRead(TimeSeries newcomer, List<TimeSeries> ups, Instant from) {
        return ups.stream()
                .filter(up -> Objects.equals(up.label("instance"), newcomer.label("instance")))
                .map(up -> up.findLastUntil(from))
                .anyMatch(NewSeriesRule::isDown);
    }

    private static boolean isDown(@Nullable PrometheusSample up) {
        return up != null && up.value() == 0;
    }
}
