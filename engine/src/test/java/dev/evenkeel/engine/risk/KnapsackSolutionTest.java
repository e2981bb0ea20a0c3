// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenkeel.engine.risk.KnapsackSolution.SelectableItem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnapsackSolutionTest {
    private static final long SEED = 57;

    @Test
    void selectsItemsWithHighestTotalValue() {
        var best = solve("5", "2 3", "3 4", "4 5", "5 6");

        assertThat(best.value()).isEqualByComparingTo("7");
        assertThat(best.items()).containsExactly(0, 1);
    }

    /* 0.1 + 0.2 is 0.3 in decimals and more in doubles. */
    @Test
    void sumsWeightsInExactDecimals() {
        assertThat(solve("0.3", "0.1 1", "0.2 1").items()).containsExactly(0, 1);
        assertThat(solve("0.29999999999999999999", "0.1 1", "0.2 1").items()).containsExactly(0);
    }

    @Test
    void prefersLighterThenEarlierItemsOfEqualValue() {
        assertThat(solve("10", "9 5", "4 5").items()).containsExactly(1);
        assertThat(solve("4", "4 5", "4 5").items()).containsExactly(0);
        assertThat(solve("4", "2 2", "1 1", "3 3", "2 2").items()).containsExactly(0, 3);
        assertThat(solve("4", "1 1", "2 2", "3 3", "2 2").items()).containsExactly(0, 2);
    }

    @Test
    void includesWeightlessItemsAndExcludesWorthlessItems() {
        assertThat(solve("0", "0 3", "0 0", "1 9", "0 1").items()).containsExactly(0, 3);
        assertThat(solve("5").items()).isEmpty();
        assertThat(solve("5", "6 1").value()).isEqualByComparingTo("0");
    }

    @Test
    void matchesExhaustiveSearch() {
        var random = new SplittableRandom(SEED);
        for (int run = 0; run < 400; run++) {
            int size = random.nextInt(12);
            int grain = 1 + random.nextInt(30);
            var items = new ArrayList<SelectableItem>();
            for (int i = 0; i < size; i++) {
                items.add(new SelectableItem(
                        BigDecimal.valueOf(random.nextInt(grain + 1), 1),
                        BigDecimal.valueOf(random.nextInt(grain + 1))));
            }
            BigDecimal capacity = BigDecimal.valueOf(random.nextInt(3 * grain), 1);
            assertThat(KnapsackSolution.solve(capacity, items).items())
                    .as("run %d, seed %d", run, SEED)
                    .isEqualTo(solveExhaustively(capacity, items));
        }
    }

    /* Items whose value correlates with their weight are the hard instances. */
    @Test
    void solvesHardKnapsackInstances() {
        var random = new SplittableRandom(SEED);
        var items = IntStream.range(0, 100)
                .mapToObj(i -> 100 + random.nextInt(900))
                .map(weight -> new SelectableItem(BigDecimal.valueOf(weight), BigDecimal.valueOf(weight + 100)))
                .toList();
        var best = KnapsackSolution.solve(BigDecimal.valueOf(20_000), items);
        assertThat(weight(best, items)).isBetween(BigDecimal.valueOf(19_000), BigDecimal.valueOf(20_000));

        var powers = IntStream.range(0, 20)
                .mapToObj(i -> new SelectableItem(BigDecimal.valueOf(2L << i), BigDecimal.valueOf(2L << i)))
                .toList();
        assertThat(KnapsackSolution.solve(BigDecimal.valueOf(699_051), powers).value())
                .isEqualByComparingTo("699050");
    }

    private static BigDecimal weight(KnapsackSolution best, List<SelectableItem> items) {
        return best.items().stream().map(i -> items.get(i).weight()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void rejectsNegativeCapacityWeightsAndValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> solve("-1"))
                .withMessageContaining("capacity must be 0 or more, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> solve("1", "-1 2"))
                .withMessageContaining("weights and values must be 0 or more, got -1 and 2");
    }

    private static KnapsackSolution solve(String capacity, String... items) {
        return KnapsackSolution.solve(
                new BigDecimal(capacity),
                List.of(items).stream()
                        .map(item -> item.split(" "))
                        .map(item -> new SelectableItem(new BigDecimal(item[0]), new BigDecimal(item[1])))
                        .toList());
    }

    /* All selections: one bit for each item, the first item in the highest bit. */
    private static List<Integer> solveExhaustively(BigDecimal capacity, List<SelectableItem> items) {
        int size = items.size();
        List<Integer> best = List.of();
        BigDecimal value = BigDecimal.ZERO;
        BigDecimal lightest = BigDecimal.ZERO;
        for (int bits = (1 << size) - 1; bits > 0; bits--) {
            int choice = bits;
            List<Integer> chosen = IntStream.range(0, size)
                    .filter(i -> (choice >> (size - 1 - i) & 1) == 1)
                    .boxed()
                    .toList();
            BigDecimal weight = BigDecimal.ZERO;
            BigDecimal worth = BigDecimal.ZERO;
            boolean all = true;
            for (int i : chosen) {
                weight = weight.add(items.get(i).weight());
                worth = worth.add(items.get(i).value());
                all &= items.get(i).value().signum() > 0;
            }
            int better = worth.compareTo(value);
            boolean lighter = better == 0 && weight.compareTo(lightest) < 0;
            if (all && weight.compareTo(capacity) <= 0 && (better > 0 || lighter)) {
                best = chosen;
                value = worth;
                lightest = weight;
            }
        }
        return best;
    }
}
