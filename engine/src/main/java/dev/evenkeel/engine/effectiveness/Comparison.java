// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import dev.evenkeel.engine.stats.RateRatio.Counted;
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
public record Comparison(
        List<String> services,
        List<LeftOut> leftOut,
        @Nullable ErrorRatio ratio) {
    public Comparison {
        services = List.copyOf(services);
        leftOut = List.copyOf(leftOut);
    }

    /// A service that does not count.
    ///
    /// @param reason a part of a sentence
    public record LeftOut(String service, String reason) {}

    /// One service in the weeks that count.
    private record Sides(String service, List<Counted> before, List<Counted> after) {
        double rateBefore() {
            return Dispersion.sum(before).rate();
        }
    }

    /// @param before weeks of the service itself in its baseline
    /// @param after likewise after the work
    static Comparison of(ResultWindow window, List<Week> before, List<Week> after, List<ServiceWeeks> others) {
        List<LeftOut> leftOut = new ArrayList<>();
        List<Sides> counting = new ArrayList<>();
        for (ServiceWeeks other : others) {
            Map<LocalDate, Counted> known =
                    other.weeks().stream().collect(Collectors.toMap(Week::begins, Week::counted));
            Sides sides = new Sides(other.service(), same(known, before), same(known, after));
            if (sides.before.size() < before.size() || sides.after.size() < after.size()) {
                leftOut.add(new LeftOut(other.service(), "it is not known in all weeks in which the service is"));
            } else if (sides.rateBefore() == 0) {
                leftOut.add(new LeftOut(other.service(), "nothing failed in its baseline"));
            } else {
                counting.add(sides);
            }
        }
        return new Comparison(
                counting.stream().map(Sides::service).toList(), leftOut, ratio(counting, window.weeksBetween()));
    }

    private static List<Counted> same(Map<LocalDate, Counted> known, List<Week> weeks) {
        return weeks.stream()
                .map(Week::begins)
                .filter(known::containsKey)
                .map(known::get)
                .toList();
    }

    private static @Nullable ErrorRatio ratio(List<Sides> counting, double weeksBetween) {
        if (counting.isEmpty()) {
            return null;
        }
        double rate = Dispersion.sum(counting.stream()
                        .flatMap(sides -> sides.before.stream())
                        .toList())
                .rate();
        return ErrorRatio.of(
                together(counting, Sides::before, rate), together(counting, Sides::after, rate), weeksBetween);
    }

    private static List<Counted> together(List<Sides> counting, Function<Sides, List<Counted>> side, double rate) {
        return IntStream.range(0, side.apply(counting.getFirst()).size())
                .mapToObj(week -> Dispersion.sum(counting.stream()
                        .map(sides -> standardised(side.apply(sides).get(week), sides.rateBefore() / rate))
                        .toList()))
                .toList();
    }

    private static Counted standardised(Counted counted, double factor) {
        return new Counted(counted.failures(), Math.max(1, Math.round(counted.calls() * factor)));
    }
}
