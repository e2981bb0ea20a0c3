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

/// Where time went in a window, and where it was planned to go.
///
/// @param rows one for each kind of work, in their order
/// @param items pieces of work that count
/// @param withoutActual those of them of which nobody said how much effort went in
/// @param withoutPlan those of which nobody said how much was planned
/// @param over those that took more than was planned, the most days over first
public record WorkSummary(
        WorkWindow window, List<Row> rows, int items, int withoutActual, int withoutPlan, List<WorkItem> over) {
    /// The least share of pieces of work whose effort has to be known before a split is told: a policy of ours.
    public static final double LEAST_KNOWN = 0.8;

    public WorkSummary {
        rows = List.copyOf(rows);
        over = List.copyOf(over);
    }

    /// Work of a kind.
    ///
    /// @param planned person-days, of those items of which they are known
    /// @param actual person-days, of those items of which they are known
    public record Row(WorkKind kind, int items, double planned, double actual) {}

    /// The sum.
    ///
    /// @param items in any order, also those of other times
    public static WorkSummary of(List<WorkItem> items, WorkWindow window, Instant now) {
        List<WorkItem> counted =
                items.stream().filter(item -> window.counts(item, now)).toList();
        return new WorkSummary(
                window,
                Arrays.stream(WorkKind.values()).map(kind -> row(counted, kind)).toList(),
                counted.size(),
                without(counted, WorkItem::actual),
                without(counted, WorkItem::planned),
                counted.stream()
                        .filter(item -> item.daysOver() > 0)
                        .sorted(Comparator.comparingDouble(WorkItem::daysOver)
                                .reversed()
                                .thenComparing(WorkItem::key))
                        .toList());
    }

    private static Row row(List<WorkItem> counted, WorkKind kind) {
        List<WorkItem> of = counted.stream().filter(item -> item.kind() == kind).toList();
        return new Row(kind, of.size(), days(of, WorkItem::planned), days(of, WorkItem::actual));
    }

    private static double days(List<WorkItem> items, Function<WorkItem, @Nullable Double> effort) {
        double sum = 0;
        for (WorkItem item : items) {
            Double days = effort.apply(item);
            sum += days == null ? 0 : days;
        }
        return sum;
    }

    private static int without(List<WorkItem> items, Function<WorkItem, @Nullable Double> effort) {
        return (int) items.stream().filter(item -> effort.apply(item) == null).count();
    }

    /// The split of the effort that went in; empty when too little of it is known ([#LEAST_KNOWN]), or there is
    /// none.
    public Optional<CapacitySplit> actual() {
        return isKnown(withoutActual) ? split(Row::actual) : Optional.empty();
    }

    /// The split of the effort that was planned for the same work; empty when none was.
    public Optional<CapacitySplit> planned() {
        return split(Row::planned);
    }

    private boolean isKnown(int without) {
        return items > 0 && items - without >= LEAST_KNOWN * items;
    }

    private Optional<CapacitySplit> split(Function<Row, Double> days) {
        Map<WorkKind, Double> sums = rows.stream()
                .collect(Collectors.toMap(Row::kind, days, Double::sum, () -> new EnumMap<>(WorkKind.class)));
        return CapacitySplit.ofDays(sums);
    }

    /// Why there is no [#actual], or what is missing in it, in a sentence without a full stop; empty when
    /// nothing is.
    public String gap() {
        if (items == 0) {
            return "no work is known in this time";
        }
        String missing = withoutActual + " of " + items + " pieces of work do not say how much effort went in";
        return withoutActual == 0 ? "" : isKnown(withoutActual) ? missing : missing + ", too many to tell the split";
    }
}
