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

/// The order of independent work with the lowest total cost of delay: highest cost of delay divided by
/// duration first (Smith 1956), in money and weeks. For sequential work the duration is the time from start
/// to end. With more than one item in progress it is the effort, because the time of one item then includes
/// waiting for others.
///
/// @param jobs work in order
/// @param unordered work with insufficient data, with what is missing
/// @param byEffort whether durations are person-weeks of effort
/// @param currency currency of the money; empty when there is none
public record CostOfDelayOrder(List<RankedItem> jobs, List<UnrankedItem> unordered, boolean byEffort, String currency) {
    private static final double DAYS_OF_A_WEEK = 5;

    public CostOfDelayOrder {
        jobs = List.copyOf(jobs);
        unordered = List.copyOf(unordered);
    }

    /// A ranked work item.
    ///
    /// @param costOfDelay money per week
    /// @param weeks duration; person-weeks of five days where effort counts
    /// @param ratio cost of delay divided by duration: money per week, per week
    public record RankedItem(String key, String title, BigDecimal costOfDelay, double weeks, BigDecimal ratio) {}

    /// A work item that cannot be ranked.
    ///
    /// @param missing what is unknown, as the end of a sentence
    public record UnrankedItem(String key, String title, String missing) {}

    /// Orders the open work.
    ///
    /// @param workInProgress number of items in progress at the same time, 1 or more
    public static CostOfDelayOrder of(List<WorkItem> items, int workInProgress) {
        boolean byEffort = workInProgress > 1;
        List<WorkItem> open = items.stream()
                .filter(item -> item.closed() == null)
                .sorted(Comparator.comparing(WorkItem::key))
                .toList();
        String currency = mostFrequentCurrency(open);
        List<RankedItem> jobs = new ArrayList<>();
        List<UnrankedItem> unordered = new ArrayList<>();
        for (WorkItem item : open) {
            RankedItem job = toRankedItem(item, currency, byEffort);
            if (job == null) {
                unordered.add(new UnrankedItem(item.key(), item.title(), missing(item, currency, byEffort)));
            } else {
                jobs.add(job);
            }
        }
        jobs.sort(Comparator.comparing(RankedItem::ratio).reversed());
        return new CostOfDelayOrder(jobs, unordered, byEffort, currency);
    }

    private static @Nullable RankedItem toRankedItem(WorkItem item, String currency, boolean byEffort) {
        WorkValue worth = item.worth();
        BigDecimal cost = worth == null ? null : worth.costOfDelay();
        Double weeks = weeksOf(item, byEffort);
        if (worth == null || cost == null || weeks == null || !worth.currency().equals(currency)) {
            return null;
        }
        return new RankedItem(
                item.key(), item.title(), cost, weeks, cost.divide(BigDecimal.valueOf(weeks), MathContext.DECIMAL64));
    }

    private static @Nullable Double weeksOf(WorkItem item, boolean byEffort) {
        WorkValue worth = item.worth();
        Double planned = item.planned();
        if (!byEffort) {
            return worth == null ? null : worth.weeks();
        }
        return planned == null || planned == 0 ? null : (Double) (planned / DAYS_OF_A_WEEK);
    }

    private static String missing(WorkItem item, String currency, boolean byEffort) {
        WorkValue worth = item.worth();
        if (worth == null || worth.costOfDelay() == null) {
            return "cost of delay per week";
        }
        if (!worth.currency().equals(currency)) {
            return "cost of delay in " + currency + ", like the other items";
        }
        return byEffort ? "planned effort" : "duration in weeks";
    }

    /* The most frequent currency; the alphabetically first one in a tie. */
    private static String mostFrequentCurrency(List<WorkItem> open) {
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
