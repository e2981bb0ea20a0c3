// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import dev.evenkeel.engine.stats.RateRatio.FailureCount;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Services without the work, combined into one group: external effects on them are assumed to affect the
/// service too.
///
/// Each service's calls are converted to the number that would have as many failures at the group's common
/// rate (indirect standardization), so that traffic which moves to a service with a higher failure rate does
/// not count as a change.
///
/// @param services names of the included services
/// @param excluded excluded services, each with the reason
/// @param ratio ratio of the group; null when no service is included
public record ComparisonGroup(
        List<String> services,
        List<ExcludedService> excluded,
        @Nullable BeforeAfterErrorRateRatio ratio) {
    public ComparisonGroup {
        services = List.copyOf(services);
        excluded = List.copyOf(excluded);
    }

    /// An excluded service.
    ///
    /// @param reason part of a sentence
    public record ExcludedService(String service, String reason) {}

    /// The counts of one service in the included weeks.
    private record ServiceFailedCallCounts(String service, List<FailureCount> before, List<FailureCount> after) {
        double rateBefore() {
            return Overdispersion.sum(before).rate();
        }
    }

    /// @param before weeks of the service itself in its baseline
    /// @param after weeks of the service itself after the work
    static ComparisonGroup of(
            BeforeAfterWindow window,
            List<WeeklyFailedCallCount> before,
            List<WeeklyFailedCallCount> after,
            List<WeeklyFailedCallSeries> others) {
        List<ExcludedService> leftOut = new ArrayList<>();
        List<ServiceFailedCallCounts> counting = new ArrayList<>();
        for (WeeklyFailedCallSeries other : others) {
            Map<LocalDate, FailureCount> known = other.weeks().stream()
                    .collect(Collectors.toMap(WeeklyFailedCallCount::start, WeeklyFailedCallCount::counts));
            ServiceFailedCallCounts sides = new ServiceFailedCallCounts(
                    other.service(), matchingWeeks(known, before), matchingWeeks(known, after));
            if (sides.before.size() < before.size() || sides.after.size() < after.size()) {
                leftOut.add(
                        new ExcludedService(other.service(), "it lacks data in weeks in which the service has data"));
            } else if (sides.rateBefore() == 0) {
                leftOut.add(new ExcludedService(other.service(), "its baseline has no failures"));
            } else {
                counting.add(sides);
            }
        }
        return new ComparisonGroup(
                counting.stream().map(ServiceFailedCallCounts::service).toList(),
                leftOut,
                calculateRatio(counting, window.weeksBetween()));
    }

    private static List<FailureCount> matchingWeeks(
            Map<LocalDate, FailureCount> known, List<WeeklyFailedCallCount> weeks) {
        return weeks.stream()
                .map(WeeklyFailedCallCount::start)
                .filter(known::containsKey)
                .map(known::get)
                .toList();
    }

    private static @Nullable BeforeAfterErrorRateRatio calculateRatio(
            List<ServiceFailedCallCounts> counting, double weeksBetween) {
        if (counting.isEmpty()) {
            return null;
        }
        double rate = Overdispersion.sum(counting.stream()
                        .flatMap(sides -> sides.before.stream())
                        .toList())
                .rate();
        return BeforeAfterErrorRateRatio.of(
                combine(counting, ServiceFailedCallCounts::before, rate),
                combine(counting, ServiceFailedCallCounts::after, rate),
                weeksBetween);
    }

    private static List<FailureCount> combine(
            List<ServiceFailedCallCounts> counting,
            Function<ServiceFailedCallCounts, List<FailureCount>> side,
            double rate) {
        return IntStream.range(0, side.apply(counting.getFirst()).size())
                .mapToObj(week -> Overdispersion.sum(counting.stream()
                        .map(sides -> standardize(side.apply(sides).get(week), sides.rateBefore() / rate))
                        .toList()))
                .toList();
    }

    private static FailureCount standardize(FailureCount counted, double factor) {
        return new FailureCount(counted.failures(), Math.max(1, Math.round(counted.calls() * factor)));
    }
}
