// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// An exact solution of the 0/1 knapsack problem, on exact decimals: the most valuable set of items within a
/// capacity, such as work items in a number of weeks.
///
/// Keeps, item by item, the sets not dominated in weight and value (Nemhauser and Ullmann 1969), and drops
/// those whose fractional upper bound (Dantzig 1957) is below the best known solution.
///
/// Among sets of equal value the lightest is returned, then the one with the earliest items. An item of value
/// 0 is never selected.
///
/// @param value total value of the set
/// @param items indices of its items, from 0, ascending
public record KnapsackSolution(BigDecimal value, List<Integer> items) {
    private static final int MOST_CHOICES = 1 << 20;

    /// An indivisible item.
    ///
    /// @param weight 0 or more
    /// @param value 0 or more
    public record SelectableItem(BigDecimal weight, BigDecimal value) {
        public SelectableItem {
            if (weight.signum() < 0 || value.signum() < 0) {
                throw new IllegalArgumentException(
                        "weights and values must be 0 or more, got " + weight + " and " + value);
            }
        }
    }

    public KnapsackSolution {
        items = List.copyOf(items);
    }

    /// Returns the best set. Costs up to 2 to the number of items in the worst case, far less on average.
    /// Always succeeds up to 20 items.
    ///
    /// @param capacity maximum weight, 0 or more
    /// @throws IllegalArgumentException also when more than 1,048,576 sets have to be compared at once
    public static KnapsackSolution solve(BigDecimal capacity, List<SelectableItem> items) {
        if (capacity.signum() < 0) {
            throw new IllegalArgumentException("capacity must be 0 or more, got " + capacity);
        }
        return new KnapsackSolver(capacity, items).findBest(items.size());
    }

    /// A set of the items considered so far.
    ///
    /// @param items a bit for each selected item, the first item the highest: of two sets the one with the
    ///     earliest items is the larger number
    private record ItemSubset(BigDecimal weight, BigDecimal value, BigInteger items) {}

    private static final class KnapsackSolver {
        private static final Comparator<ItemSubset> LIGHTEST_FIRST = Comparator.comparing(ItemSubset::weight)
                .thenComparing(ItemSubset::value, Comparator.reverseOrder())
                .thenComparing(ItemSubset::items, Comparator.reverseOrder());

        private final BigDecimal capacity;
        private final List<ItemSubset> singles;
        private final List<BigDecimal> weights = new ArrayList<>();
        private final List<BigDecimal> values = new ArrayList<>();
        private BigDecimal known = BigDecimal.ZERO;

        KnapsackSolver(BigDecimal capacity, List<SelectableItem> items) {
            this.capacity = capacity;
            this.singles = IntStream.range(0, items.size())
                    .filter(i -> items.get(i).value.signum() > 0
                            && items.get(i).weight.compareTo(capacity) <= 0)
                    .mapToObj(i -> new ItemSubset(
                            items.get(i).weight, items.get(i).value, BigInteger.ZERO.setBit(items.size() - 1 - i)))
                    .sorted(KnapsackSolver::compareByDensity)
                    .toList();
            weights.add(BigDecimal.ZERO);
            values.add(BigDecimal.ZERO);
            for (ItemSubset single : singles) {
                weights.add(weights.getLast().add(single.weight));
                values.add(values.getLast().add(single.value));
            }
        }

        KnapsackSolution findBest(int size) {
            List<ItemSubset> choices = List.of(new ItemSubset(BigDecimal.ZERO, BigDecimal.ZERO, BigInteger.ZERO));
            for (int i = 0; i < singles.size(); i++) {
                choices = keepPromising(removeDominated(extend(choices, singles.get(i))), i + 1);
                if (choices.size() > MOST_CHOICES) {
                    throw new IllegalArgumentException("the items require more than " + MOST_CHOICES
                            + " combinations; remove items, or round weights and values");
                }
            }
            ItemSubset best = choices.getLast();
            return new KnapsackSolution(
                    best.value,
                    IntStream.range(0, size)
                            .filter(i -> best.items.testBit(size - 1 - i))
                            .boxed()
                            .toList());
        }

        /* Sorts by value per weight, highest first. */
        private static int compareByDensity(ItemSubset one, ItemSubset other) {
            return other.value.multiply(one.weight).compareTo(one.value.multiply(other.weight));
        }

        private List<ItemSubset> extend(List<ItemSubset> choices, ItemSubset single) {
            var extended = new ArrayList<>(choices);
            for (ItemSubset choice : choices) {
                BigDecimal weight = choice.weight.add(single.weight);
                if (weight.compareTo(capacity) <= 0) {
                    extended.add(new ItemSubset(weight, choice.value.add(single.value), choice.items.or(single.items)));
                }
            }
            extended.sort(LIGHTEST_FIRST);
            return extended;
        }

        private static List<ItemSubset> removeDominated(List<ItemSubset> choices) {
            var unbeaten = new ArrayList<ItemSubset>();
            for (ItemSubset choice : choices) {
                if (unbeaten.isEmpty() || choice.value.compareTo(unbeaten.getLast().value) > 0) {
                    unbeaten.add(choice);
                }
            }
            return unbeaten;
        }

        private List<ItemSubset> keepPromising(List<ItemSubset> choices, int next) {
            for (ItemSubset choice : choices) {
                known = known.max(valueWith(choice, next, countWhole(choice, next)));
            }
            return choices.stream().filter(choice -> reachesKnown(choice, next)).toList();
        }

        /* The first item that does not fit whole, when the rest is filled in order. */
        private int countWhole(ItemSubset choice, int next) {
            BigDecimal most = capacity.subtract(choice.weight).add(weights.get(next));
            int fits = next;
            int tooMany = weights.size();
            while (tooMany - fits > 1) {
                int middle = (fits + tooMany) >>> 1;
                if (weights.get(middle).compareTo(most) <= 0) {
                    fits = middle;
                } else {
                    tooMany = middle;
                }
            }
            return fits;
        }

        private BigDecimal valueWith(ItemSubset choice, int next, int end) {
            return choice.value.add(values.get(end)).subtract(values.get(next));
        }

        private boolean reachesKnown(ItemSubset choice, int next) {
            int end = countWhole(choice, next);
            BigDecimal lacking = known.subtract(valueWith(choice, next, end));
            if (lacking.signum() <= 0) {
                return true;
            }
            if (end == singles.size()) {
                return false;
            }
            BigDecimal room =
                    capacity.subtract(choice.weight).subtract(weights.get(end)).add(weights.get(next));
            ItemSubset part = singles.get(end);
            return lacking.multiply(part.weight).compareTo(room.multiply(part.value)) <= 0;
        }
    }
}
