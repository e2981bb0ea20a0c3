// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import dev.evenkeel.engine.risk.Knapsack;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Which work buys more risk per week than each week of delay costs, and hence how many weeks of it come first.
///
/// Among what is worth its delay, the choice that is worth most within the team's next 13 weeks is found
/// exactly up to 20 pieces of work; above that the best for their effort are taken one by one. The risk that
/// each buys is taken as given, and as adding up.
///
/// @param taken the most risk per week first
/// @param left not worth the delay, or no room; the most risk per week first
/// @param daysPerWeek person-days that the team has in a week
/// @param delayCost money that a week of delay costs
public record RiskWorkSelection(
        List<ValuedItem> taken, List<ValuedItem> left, double daysPerWeek, BigDecimal delayCost) {
    /// The time that is planned, in weeks.
    public static final int HORIZON_WEEKS = 13;

    private static final int MOST_EXACT = 20;

    public RiskWorkSelection {
        taken = List.copyOf(taken);
        left = List.copyOf(left);
    }

    /// Work with its worth.
    ///
    /// @param weeks of the whole team
    /// @param riskBought expected loss that it takes away
    public record ValuedItem(WorkItem item, BigDecimal weeks, BigDecimal riskBought) {
        /// Risk bought per week.
        public BigDecimal perWeek() {
            return riskBought.divide(weeks, MathContext.DECIMAL64);
        }

        private BigDecimal net(BigDecimal delayCost) {
            return riskBought.subtract(delayCost.multiply(weeks)).max(BigDecimal.ZERO);
        }
    }

    /// The choice.
    ///
    /// @param items only open ones with a planned effort and a risk in this currency count
    static RiskWorkSelection of(List<WorkItem> items, double daysPerWeek, BigDecimal delayCost, String currency) {
        List<ValuedItem> valued = items.stream()
                .filter(item -> isValued(item, currency))
                .map(item -> valued(item, daysPerWeek))
                .sorted(Comparator.comparing(ValuedItem::perWeek).reversed())
                .toList();
        List<ValuedItem> worth =
                valued.stream().filter(one -> one.net(delayCost).signum() > 0).toList();
        List<ValuedItem> taken = worth.size() <= MOST_EXACT ? best(worth, delayCost) : greedy(worth);
        return new RiskWorkSelection(
                taken, valued.stream().filter(one -> !taken.contains(one)).toList(), daysPerWeek, delayCost);
    }

    /// Whether enough is known of work to choose it.
    static boolean isValued(WorkItem item, String currency) {
        WorkValue worth = item.worth();
        Double planned = item.planned();
        return item.closed() == null
                && planned != null
                && planned > 0
                && worth != null
                && worth.riskBought() != null
                && worth.currency().equals(currency);
    }

    private static ValuedItem valued(WorkItem item, double daysPerWeek) {
        Double planned = item.planned();
        WorkValue worth = item.worth();
        if (planned == null || worth == null || worth.riskBought() == null) {
            throw new IllegalArgumentException("work without effort or risk cannot be chosen: " + item.key());
        }
        BigDecimal weeks = BigDecimal.valueOf(planned).divide(BigDecimal.valueOf(daysPerWeek), MathContext.DECIMAL64);
        return new ValuedItem(item, weeks, worth.riskBought());
    }

    private static List<ValuedItem> best(List<ValuedItem> worth, BigDecimal delayCost) {
        Knapsack knapsack = Knapsack.of(
                BigDecimal.valueOf(HORIZON_WEEKS),
                worth.stream()
                        .map(one -> new Knapsack.Item(one.weeks(), one.net(delayCost)))
                        .toList());
        return knapsack.items().stream().map(worth::get).toList();
    }

    private static List<ValuedItem> greedy(List<ValuedItem> worth) {
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

    /// Weeks of the whole team that come first.
    public double weeks() {
        return taken.stream()
                .map(ValuedItem::weeks)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    /// The split that leaves room for what is taken within 13 weeks.
    CapacitySplit over(CapacitySplit usual) {
        Map<WorkKind, Double> shares = new EnumMap<>(WorkKind.class);
        taken.forEach(one -> shares.merge(one.item().kind(), one.weeks().doubleValue() / HORIZON_WEEKS, Double::sum));
        return usual.with(shares);
    }
}
