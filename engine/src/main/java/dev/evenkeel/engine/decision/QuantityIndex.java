// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The numbers of a case in a fixed order, each once, so that a set of them is an array.
public final class QuantityIndex {
    private final List<Quantity> all = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    /* Numbers that are chance and no ignorance: nobody can learn how long the next outage will be. */
    private final Set<Integer> chances = new HashSet<>();

    /// @throws IllegalArgumentException when one name stands for two numbers
    public QuantityIndex(RiskCase risk) {
        risk.causes().forEach(cause -> add(cause.chance()));
        for (RiskReductionWork item : risk.work()) {
            add(item.weeks());
            item.cures().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(cure -> add(cure.getValue()));
            add(item.fewerErrors());
        }
        add(risk.containment());
        CostAssumptions money = risk.money();
        List.of(
                        money.revenuePerHour(),
                        money.shareLost(),
                        money.errorsPerWeek(),
                        money.gainPerWeek(),
                        money.labourPerWeek())
                .forEach(this::add);
        risk.outages().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(outage -> outage.getValue().stream())
                .forEach(this::addChance);
        addChance(risk.overrun());
        if (money.curve() != null) {
            addChance(OutageRevenueModel.MOMENT);
        }
        money.incident().quantities().forEach(this::add);
        MajorIncidentBaseRate base = risk.base();
        if (base != null && base.reconcile()) {
            add(base.failed());
            add(base.majorGivenFailed());
            base.readiness().forEach(one -> add(one.effect()));
        }
        for (Commitment commitment : risk.commitments()) {
            add(commitment.miss());
            add(commitment.perWeekLate());
        }
    }

    private void addChance(Quantity quantity) {
        add(quantity);
        chances.add(place(quantity));
    }

    private void add(@Nullable Quantity quantity) {
        if (quantity == null) {
            return;
        }
        Integer place = places.putIfAbsent(quantity.name(), all.size());
        if (place == null) {
            all.add(quantity);
        } else if (!all.get(place).equals(quantity)) {
            throw new IllegalArgumentException("two numbers have the name " + quantity.name());
        }
    }

    /// Where a number is.
    int place(Quantity quantity) {
        return Objects.requireNonNull(places.get(quantity.name()));
    }

    /// Where several are.
    int[] places(List<Quantity> quantities) {
        return quantities.stream().mapToInt(this::place).toArray();
    }

    /// The numbers, in their order.
    List<Quantity> all() {
        return all;
    }

    /// Whether the number at a place is chance, which no learning takes away.
    boolean isChance(int place) {
        return chances.contains(place);
    }

    /// Every number at its mean.
    public double[] means() {
        return all.stream().mapToDouble(quantity -> quantity.law().mean()).toArray();
    }
}
