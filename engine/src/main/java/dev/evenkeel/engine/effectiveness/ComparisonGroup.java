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

/// Services in which nothing was done, taken as one: what happened to them would have happened to the
/// service too.
///
/// Each service's calls are counted as those that would have failed as often at the rate of all
/// (indirect standardisation), so that calls which move to a service that fails more often are no
/// change.
///
/// @param services names of those that count
/// @param leftOut what does not count, each with the reason
/// @param ratio theirs; null when none counts
public record ComparisonGroup(
        List<String> services,
        List<ExcludedService> leftOut,
        @Nullable ErrorRateRatio ratio) {
    public ComparisonGroup {
        services = List.copyOf(services);
        leftOut = List.copyOf(leftOut);
    }

    /// A service that does not count.
    ///
    /// @param reason a part of a sentence
    public record ExcludedService(String service, String reason) {}

    /// One service in the weeks that count.
    private record ServiceCounts(String service, List<FailureCount> before, List<FailureCount> after) {
        double rateBefore() {
            return Overdispersion.sum(before).rate();
        }
    }

    /// @param before weeks of the service itself in its baseline
    /// @param after likewise after the work
    static ComparisonGroup of(
            BeforeAfterWindow window,
            List<WeeklyCount> before,
            List<WeeklyCount> after,
            List<WeeklyServiceCounts> others) {
        List<ExcludedService> leftOut = new ArrayList<>();
        List<ServiceCounts> counting = new ArrayList<>();
        for (WeeklyServiceCounts other : others) {
            Map<LocalDate, FailureCount> known =
                    other.weeks().stream().collect(Collectors.toMap(WeeklyCount::begins, WeeklyCount::counted));
            ServiceCounts sides = new ServiceCounts(other.service(), same(known, before), same(known, after));
            if (sides.before.size() < before.size() || sides.after.size() < after.size()) {
                leftOut.add(
                        new ExcludedService(other.service(), "it is not known in all weeks in which the service is"));
            } else if (sides.rateBefore() == 0) {
                leftOut.add(new ExcludedService(other.service(), "nothing failed in its baseline"));
            } else {
                counting.add(sides);
            }
        }
        return new ComparisonGroup(
                counting.stream().map(ServiceCounts::service).toList(),
                leftOut,
                ratio(counting, window.weeksBetween()));
    }

    private static List<FailureCount> same(Map<LocalDate, FailureCount> known, List<WeeklyCount> weeks) {
        return weeks.stream()
                .map(WeeklyCount::begins)
                .filter(known::containsKey)
                .map(known::get)
                .toList();
    }

    private static @Nullable ErrorRateRatio ratio(List<ServiceCounts> counting, double weeksBetween) {
        if (counting.isEmpty()) {
            return null;
        }
        double rate = Overdispersion.sum(counting.stream()
                        .flatMap(sides -> sides.before.stream())
                        .toList())
                .rate();
        return ErrorRateRatio.of(
                together(counting, ServiceCounts::before, rate),
                together(counting, ServiceCounts::after, rate),
                weeksBetween);
    }

    private static List<FailureCount> together(
            List<ServiceCounts> counting, Function<ServiceCounts, List<FailureCount>> side, double rate) {
        return IntStream.range(0, side.apply(counting.getFirst()).size())
                .mapToObj(week -> Overdispersion.sum(counting.stream()
                        .map(sides -> standardised(side.apply(sides).get(week), sides.rateBefore() / rate))
                        .toList()))
                .toList();
    }

    private static FailureCount standardised(FailureCount counted, double factor) {
        return new FailureCount(counted.failures(), Math.max(1, Math.round(counted.calls() * factor)));
    }
}
