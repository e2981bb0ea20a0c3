// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A summary of actual and planned time in a period.
///
/// @param rows one for each kind of work, in their order
/// @param items number of work items that count
/// @param withoutActual number of those with an unknown actual effort
/// @param withoutPlan number of those with an unknown planned effort
/// @param itemOverruns those above their planned effort, most days over first
public record WorkSummary(
        WorkWindow window, List<Row> rows, int items, int withoutActual, int withoutPlan, List<WorkItem> itemOverruns) {
    /// Minimum share of items with a known effort for a split: our policy.
    public static final double MIN_KNOWN_SHARE = 0.8;

    public WorkSummary {
        rows = List.copyOf(rows);
        itemOverruns = List.copyOf(itemOverruns);
    }

    /// The totals of a kind of work.
    ///
    /// @param planned person-days, over items where known
    /// @param actual person-days, over items where known
    public record Row(WorkKind kind, int items, double planned, double actual) {}

    /// Computes the summary.
    ///
    /// @param items work items of any time, in any order
    public static WorkSummary of(List<WorkItem> items, WorkWindow window, Instant now) {
        List<WorkItem> counted =
                items.stream().filter(item -> window.includes(item, now)).toList();
        return new WorkSummary(
                window,
                Arrays.stream(WorkKind.values())
                        .map(kind -> toRow(counted, kind))
                        .toList(),
                counted.size(),
                countWithout(counted, WorkItem::actual),
                countWithout(counted, WorkItem::planned),
                counted.stream()
                        .filter(item -> item.daysOver() > 0)
                        .sorted(Comparator.comparingDouble(WorkItem::daysOver)
                                .reversed()
                                .thenComparing(WorkItem::key))
                        .toList());
    }

    private static Row toRow(List<WorkItem> counted, WorkKind kind) {
        List<WorkItem> of = counted.stream().filter(item -> item.kind() == kind).toList();
        return new Row(kind, of.size(), sumDays(of, WorkItem::planned), sumDays(of, WorkItem::actual));
    }

    private static double sumDays(List<WorkItem> items, Function<WorkItem, @Nullable Double> effort) {
        double sum = 0;
        for (WorkItem item : items) {
            Double days = effort.apply(item);
            sum += days == null ? 0 : days;
        }
        return sum;
    }

    private static int countWithout(List<WorkItem> items, Function<WorkItem, @Nullable Double> effort) {
        return (int) items.stream().filter(item -> effort.apply(item) == null).count();
    }

    /// Returns the split of the actual effort; empty when too little of it is known ([#MIN_KNOWN_SHARE]), or
    /// there is none.
    public Optional<CapacitySplit> actual() {
        return isKnown(withoutActual) ? toSplit(Row::actual) : Optional.empty();
    }

    /// Returns the split of the planned effort of the same work; empty when there is none.
    public Optional<CapacitySplit> planned() {
        return toSplit(Row::planned);
    }

    private boolean isKnown(int without) {
        return items > 0 && items - without >= MIN_KNOWN_SHARE * items;
    }

    private Optional<CapacitySplit> toSplit(Function<Row, Double> days) {
        Map<WorkKind, Double> sums = rows.stream()
                .collect(Collectors.toMap(Row::kind, days, Double::sum, () -> new EnumMap<>(WorkKind.class)));
        return CapacitySplit.ofDays(sums);
    }

    /// Formats why there is no [#actual] split, or what it is missing, as a sentence without a full stop;
    /// empty when complete.
    public String missingDataReason() {
        if (items == 0) {
            return "there are no work items in this period";
        }
        String missing = withoutActual + " of " + items + " work items have no recorded effort";
        return withoutActual == 0 ? "" : isKnown(withoutActual) ? missing : missing + ", too many to compute the split";
    }
}
