// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// In what order independent work costs least delay: the highest cost of delay for its length first (Smith
/// 1956), in money and weeks. Of work that is done one after the other the length is the time from begin to
/// end; with more than one in progress it is the effort, since the time of one is then waiting for others too.
///
/// @param jobs in order
/// @param unordered work of which too little is known, with what lacks
/// @param byEffort whether lengths are person-weeks of effort
/// @param currency of the money; empty when there is none
public record CostOfDelayOrder(List<RankedItem> jobs, List<UnrankedItem> unordered, boolean byEffort, String currency) {
    private static final double DAYS_OF_A_WEEK = 5;

    public CostOfDelayOrder {
        jobs = List.copyOf(jobs);
        unordered = List.copyOf(unordered);
    }

    /// Work in its place.
    ///
    /// @param costOfDelay money a week
    /// @param weeks its length; person-weeks of five days where effort counts
    /// @param ratio cost of delay for its length: money a week, per week
    public record RankedItem(String key, String title, BigDecimal costOfDelay, double weeks, BigDecimal ratio) {}

    /// Work without a place.
    ///
    /// @param lacks what is not known, as the end of a sentence
    public record UnrankedItem(String key, String title, String lacks) {}

    /// The order of what is open.
    ///
    /// @param workInProgress pieces of work that are done at the same time, 1 or more
    public static CostOfDelayOrder of(List<WorkItem> items, int workInProgress) {
        boolean byEffort = workInProgress > 1;
        List<WorkItem> open = items.stream()
                .filter(item -> item.closed() == null)
                .sorted(Comparator.comparing(WorkItem::key))
                .toList();
        String currency = usualCurrency(open);
        List<RankedItem> jobs = new ArrayList<>();
        List<UnrankedItem> unordered = new ArrayList<>();
        for (WorkItem item : open) {
            RankedItem job = job(item, currency, byEffort);
            if (job == null) {
                unordered.add(new UnrankedItem(item.key(), item.title(), lacks(item, currency, byEffort)));
            } else {
                jobs.add(job);
            }
        }
        jobs.sort(Comparator.comparing(RankedItem::ratio).reversed());
        return new CostOfDelayOrder(jobs, unordered, byEffort, currency);
    }

    private static @Nullable RankedItem job(WorkItem item, String currency, boolean byEffort) {
        WorkValue worth = item.worth();
        BigDecimal cost = worth == null ? null : worth.costOfDelay();
        Double weeks = weeks(item, byEffort);
        if (worth == null || cost == null || weeks == null || !worth.currency().equals(currency)) {
            return null;
        }
        return new RankedItem(
                item.key(), item.title(), cost, weeks, cost.divide(BigDecimal.valueOf(weeks), MathContext.DECIMAL64));
    }

    private static @Nullable Double weeks(WorkItem item, boolean byEffort) {
        WorkValue worth = item.worth();
        Double planned = item.planned();
        if (!byEffort) {
            return worth == null ? null : worth.weeks();
        }
        return planned == null || planned == 0 ? null : (Double) (planned / DAYS_OF_A_WEEK);
    }

    private static String lacks(WorkItem item, String currency, boolean byEffort) {
        WorkValue worth = item.worth();
        if (worth == null || worth.costOfDelay() == null) {
            return "what a week without it costs";
        }
        if (!worth.currency().equals(currency)) {
            return "a cost of delay in " + currency + ", which the others have";
        }
        return byEffort ? "how much effort is planned" : "how many weeks it takes from begin to end";
    }

    /* The one that most work has; of several the first in the order of the keys. */
    private static String usualCurrency(List<WorkItem> open) {
        Map<String, Long> counts = open.stream()
                .map(WorkItem::worth)
                .filter(worth -> worth != null && worth.costOfDelay() != null)
                .collect(Collectors.groupingBy(WorkValue::currency, LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElse("");
    }
}
