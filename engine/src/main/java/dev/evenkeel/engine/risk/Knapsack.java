// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The choice of items that is worth most within a capacity, such as pieces of work in so many
/// weeks: found exactly, on exact decimals.
///
/// Item by item it keeps the choices that no other one beats in weight and value (Nemhauser and
/// Ullmann 1969), and drops those that even a part of an item could not lead above the best one
/// known (the fractional bound of Dantzig 1957).
///
/// Of choices worth the same the lightest is taken, of those the one with the earliest items. An
/// item that is worth nothing is never taken.
///
/// @param value what the choice is worth
/// @param items its items, from 0, ascending
public record Knapsack(BigDecimal value, List<Integer> items) {
    private static final int MOST_CHOICES = 1 << 20;

    /// Something that may be taken, whole or not at all.
    ///
    /// @param weight 0 or more
    /// @param value 0 or more
    public record Item(BigDecimal weight, BigDecimal value) {
        public Item {
            if (weight.signum() < 0 || value.signum() < 0) {
                throw new IllegalArgumentException(
                        "weights and values must be 0 or more, got " + weight + " and " + value);
            }
        }
    }

    public Knapsack {
        items = List.copyOf(items);
    }

    /// The best choice. In the worst case it costs as many steps as there are choices, 2 to the
    /// number of items; on average far fewer. Up to 20 items it always answers.
    ///
    /// @param capacity the most weight, 0 or more
    /// @throws IllegalArgumentException also when more than 1,048,576 choices have to be compared
    ///     at once
    public static Knapsack of(BigDecimal capacity, List<Item> items) {
        if (capacity.signum() < 0) {
            throw new IllegalArgumentException("capacity must be 0 or more, got " + capacity);
        }
        return new Search(capacity, items).best(items.size());
    }

    /// A choice among the items looked at.
    ///
    /// @param items a bit for each item taken, the first item the highest: of two choices the one
    ///     with the earliest items is the larger number
    private record Choice(BigDecimal weight, BigDecimal value, BigInteger items) {}

    private static final class Search {
        private static final Comparator<Choice> LIGHTEST_FIRST = Comparator.comparing(Choice::weight)
                .thenComparing(Choice::value, Comparator.reverseOrder())
                .thenComparing(Choice::items, Comparator.reverseOrder());

        private final BigDecimal capacity;
        private final List<Choice> singles;
        private final List<BigDecimal> weights = new ArrayList<>();
        private final List<BigDecimal> values = new ArrayList<>();
        private BigDecimal known = BigDecimal.ZERO;

        Search(BigDecimal capacity, List<Item> items) {
            this.capacity = capacity;
            this.singles = IntStream.range(0, items.size())
                    .filter(i -> items.get(i).value.signum() > 0
                            && items.get(i).weight.compareTo(capacity) <= 0)
                    .mapToObj(i -> new Choice(
                            items.get(i).weight, items.get(i).value, BigInteger.ZERO.setBit(items.size() - 1 - i)))
                    .sorted(Search::byWorth)
                    .toList();
            weights.add(BigDecimal.ZERO);
            values.add(BigDecimal.ZERO);
            for (Choice single : singles) {
                weights.add(weights.getLast().add(single.weight));
                values.add(values.getLast().add(single.value));
            }
        }

        Knapsack best(int size) {
            List<Choice> choices = List.of(new Choice(BigDecimal.ZERO, BigDecimal.ZERO, BigInteger.ZERO));
            for (int i = 0; i < singles.size(); i++) {
                choices = promising(unbeaten(extended(choices, singles.get(i))), i + 1);
                if (choices.size() > MOST_CHOICES) {
                    throw new IllegalArgumentException("these items leave more than " + MOST_CHOICES
                            + " choices that cannot be told apart yet; leave items out or round weights and values");
                }
            }
            Choice best = choices.getLast();
            return new Knapsack(
                    best.value,
                    IntStream.range(0, size)
                            .filter(i -> best.items.testBit(size - 1 - i))
                            .boxed()
                            .toList());
        }

        /* The items of most value for their weight first. */
        private static int byWorth(Choice one, Choice other) {
            return other.value.multiply(one.weight).compareTo(one.value.multiply(other.weight));
        }

        private List<Choice> extended(List<Choice> choices, Choice single) {
            var extended = new ArrayList<>(choices);
            for (Choice choice : choices) {
                BigDecimal weight = choice.weight.add(single.weight);
                if (weight.compareTo(capacity) <= 0) {
                    extended.add(new Choice(weight, choice.value.add(single.value), choice.items.or(single.items)));
                }
            }
            extended.sort(LIGHTEST_FIRST);
            return extended;
        }

        private static List<Choice> unbeaten(List<Choice> choices) {
            var unbeaten = new ArrayList<Choice>();
            for (Choice choice : choices) {
                if (unbeaten.isEmpty() || choice.value.compareTo(unbeaten.getLast().value) > 0) {
                    unbeaten.add(choice);
                }
            }
            return unbeaten;
        }

        private List<Choice> promising(List<Choice> choices, int next) {
            for (Choice choice : choices) {
                known = known.max(filled(choice, next, whole(choice, next)));
            }
            return choices.stream().filter(choice -> reachesKnown(choice, next)).toList();
        }

        /* The first item that no longer fits whole, when the rest is filled in order. */
        private int whole(Choice choice, int next) {
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

        private BigDecimal filled(Choice choice, int next, int end) {
            return choice.value.add(values.get(end)).subtract(values.get(next));
        }

        private boolean reachesKnown(Choice choice, int next) {
            int end = whole(choice, next);
            BigDecimal lacking = known.subtract(filled(choice, next, end));
            if (lacking.signum() <= 0) {
                return true;
            }
            if (end == singles.size()) {
                return false;
            }
            BigDecimal room =
                    capacity.subtract(choice.weight).subtract(weights.get(end)).add(weights.get(next));
            Choice part = singles.get(end);
            return lacking.multiply(part.weight).compareTo(room.multiply(part.value)) <= 0;
        }
    }
}
