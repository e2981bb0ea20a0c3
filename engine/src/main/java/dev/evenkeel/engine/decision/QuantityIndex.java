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

/// An index of the distinct numbers of a case in a fixed order, so that their values form an array.
public final class QuantityIndex {
    private final List<Quantity> all = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    /* Numbers that are random by nature: the length of the next outage cannot be learned. */
    private final Set<Integer> chances = new HashSet<>();

    /// @throws IllegalArgumentException when two numbers share one name
    public QuantityIndex(RiskCase risk) {
        risk.causes().forEach(cause -> add(cause.chance()));
        for (RiskReductionWork item : risk.work()) {
            add(item.weeks());
            item.cures().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(cure -> add(cure.getValue()));
            add(item.fewerErrors());
        }
        add(risk.containment());
        CostAssumptions costs = risk.costs();
        List.of(
                        costs.revenuePerHour(),
                        costs.shareLost(),
                        costs.errorsPerWeek(),
                        costs.gainPerWeek(),
                        costs.labourPerWeek())
                .forEach(this::add);
        risk.outages().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(outage -> outage.getValue().stream())
                .forEach(this::addChance);
        addChance(risk.overrun());
        if (costs.curve() != null) {
            addChance(OutageRevenueModel.MOMENT);
        }
        costs.incident().quantities().forEach(this::add);
        MajorIncidentRatePerChange base = risk.baseRate();
        if (base != null && base.reconcile()) {
            add(base.failed());
            add(base.majorGivenFailed());
            base.readiness().forEach(one -> add(one.effect()));
        }
        for (DeliveryDateCommitment commitment : risk.commitments()) {
            add(commitment.missCost());
            add(commitment.perWeekLate());
        }
    }

    private void addChance(Quantity quantity) {
        add(quantity);
        chances.add(indexOf(quantity));
    }

    private void add(@Nullable Quantity quantity) {
        if (quantity == null) {
            return;
        }
        Integer place = places.putIfAbsent(quantity.name(), all.size());
        if (place == null) {
            all.add(quantity);
        } else if (!all.get(place).equals(quantity)) {
            throw new IllegalArgumentException("two quantities have the name " + quantity.name());
        }
    }

    int indexOf(Quantity quantity) {
        return Objects.requireNonNull(places.get(quantity.name()));
    }

    /// Returns the indices of several numbers.
    int[] indexesOf(List<Quantity> quantities) {
        return quantities.stream().mapToInt(this::indexOf).toArray();
    }

    /// Returns the numbers, in order.
    List<Quantity> quantities() {
        return all;
    }

    /// Whether the number is random by nature, which no learning reduces.
    boolean isChance(int place) {
        return chances.contains(place);
    }

    public double[] means() {
        return all.stream()
                .mapToDouble(quantity -> quantity.distribution().mean())
                .toArray();
    }
}
