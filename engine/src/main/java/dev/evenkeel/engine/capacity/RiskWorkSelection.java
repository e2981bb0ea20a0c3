// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import dev.evenkeel.engine.risk.KnapsackSolution;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The selection of work that reduces more risk per week than a week of delay costs, which determines how
/// many weeks of it come first.
///
/// Among the items worth their delay, the most valuable selection within the team's next 13 weeks is computed
/// exactly for up to 20 items; beyond that, items are selected greedily by value per effort. Risk reductions
/// are taken as given, and as additive.
///
/// @param selected selected items, highest risk reduction per week first
/// @param rejected items that are not worth the delay or do not fit; highest risk reduction per week first
/// @param daysPerWeek person-days of the team per week
/// @param costOfDelay cost of a week of delay
public record RiskWorkSelection(
        List<ValuedItem> selected, List<ValuedItem> rejected, double daysPerWeek, BigDecimal costOfDelay) {
    /// Planning horizon in weeks.
    public static final int HORIZON_WEEKS = 13;

    private static final int MOST_EXACT = 20;

    public RiskWorkSelection {
        selected = List.copyOf(selected);
        rejected = List.copyOf(rejected);
    }

    /// A work item with its value.
    ///
    /// @param weeks weeks of the whole team
    /// @param riskReduction reduction of the expected loss
    public record ValuedItem(WorkItem item, BigDecimal weeks, BigDecimal riskReduction) {
        /// Returns the risk reduction per week.
        public BigDecimal riskPerWeek() {
            return riskReduction.divide(weeks, MathContext.DECIMAL64);
        }

        private BigDecimal netBenefit(BigDecimal costOfDelay) {
            return riskReduction.subtract(costOfDelay.multiply(weeks)).max(BigDecimal.ZERO);
        }
    }

    /// Computes the selection.
    ///
    /// @param items work items; only open ones with a planned effort and a risk in this currency count
    static RiskWorkSelection of(List<WorkItem> items, double daysPerWeek, BigDecimal costOfDelay, String currency) {
        List<ValuedItem> valued = items.stream()
                .filter(item -> isValued(item, currency))
                .map(item -> toValuedItem(item, daysPerWeek))
                .sorted(Comparator.comparing(ValuedItem::riskPerWeek).reversed())
                .toList();
        List<ValuedItem> worth = valued.stream()
                .filter(one -> one.netBenefit(costOfDelay).signum() > 0)
                .toList();
        List<ValuedItem> taken = worth.size() <= MOST_EXACT ? selectBest(worth, costOfDelay) : selectGreedy(worth);
        return new RiskWorkSelection(
                taken, valued.stream().filter(one -> !taken.contains(one)).toList(), daysPerWeek, costOfDelay);
    }

    /// Whether an item has sufficient data for the selection.
    static boolean isValued(WorkItem item, String currency) {
        WorkValue worth = item.worth();
        Double planned = item.planned();
        return item.closed() == null
                && planned != null
                && planned > 0
                && worth != null
                && worth.riskReduction() != null
                && worth.currency().equals(currency);
    }

    private static ValuedItem toValuedItem(WorkItem item, double daysPerWeek) {
        Double planned = item.planned();
        WorkValue worth = item.worth();
        if (planned == null || worth == null || worth.riskReduction() == null) {
            throw new IllegalArgumentException("a work item needs an effort and a risk reduction: " + item.key());
        }
        BigDecimal weeks = BigDecimal.valueOf(planned).divide(BigDecimal.valueOf(daysPerWeek), MathContext.DECIMAL64);
        return new ValuedItem(item, weeks, worth.riskReduction());
    }

    private static List<ValuedItem> selectBest(List<ValuedItem> worth, BigDecimal costOfDelay) {
        KnapsackSolution knapsack = KnapsackSolution.solve(
                BigDecimal.valueOf(HORIZON_WEEKS),
                worth.stream()
                        .map(one -> new KnapsackSolution.SelectableItem(one.weeks(), one.netBenefit(costOfDelay)))
                        .toList());
        return knapsack.items().stream().map(worth::get).toList();
    }

    private static List<ValuedItem> selectGreedy(List<ValuedItem> worth) {
        List<ValuedItem> taken = new ArrayList<>();
        BigDecimal room = BigDecimal.valueOf(HORIZON_WEEKS);
        for (ValuedItem one : worth) {
            if (one.weeks().compareTo(room) <= 0) {
                taken.add(one);
                room = room.subtract(one.weeks());
            }
        }
        return taken;
    }

    /// Returns the weeks of the whole team for the selection.
    public double weeks() {
        return selected.stream()
                .map(ValuedItem::weeks)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    /// Returns the split that provides time for the selection within 13 weeks.
    CapacitySplit splitFor(CapacitySplit usual) {
        Map<WorkKind, Double> shares = new EnumMap<>(WorkKind.class);
        selected.forEach(
                one -> shares.merge(one.item().kind(), one.weeks().doubleValue() / HORIZON_WEEKS, Double::sum));
        return usual.with(shares);
    }
}
