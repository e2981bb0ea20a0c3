// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.sdk.internal.tracking.BoundedUnitSet.AddResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class BoundedUnitSetTest {
    private static final long SEED = 20260103;

    @Test
    void behavesLikeSet() {
        var random = new Random(SEED);
        var units = new BoundedUnitSet(200_000);
        Set<Long> expected = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            long unit = random.nextInt(50_000) * 0x9E3779B97F4A7C15L;
            assertThat(units.contains(unit)).as("seed %d, step %d", SEED, i).isEqualTo(expected.contains(unit));
            assertThat(units.add(unit)).isEqualTo(expected.add(unit) ? AddResult.ADDED : AddResult.PRESENT);
        }
        assertThat(units.size()).isEqualTo(expected.size());
    }

    @Test
    void storesZero() {
        var units = new BoundedUnitSet(10);
        assertThat(units.contains(0)).isFalse();
        assertThat(units.add(0)).isEqualTo(AddResult.ADDED);
        assertThat(units.add(0)).isEqualTo(AddResult.PRESENT);
    }

    @Test
    void isFullAtLimitAndStillContainsItsUnits() {
        var random = new Random(SEED);
        var units = new BoundedUnitSet(1_000);
        List<Long> added = random.longs(1_000).boxed().toList();
        added.forEach(units::add);
        assertThat(units.add(random.nextLong())).isEqualTo(AddResult.FULL);
        assertThat(units.size()).isEqualTo(1_000);
        assertThat(added).allMatch(units::contains).allMatch(unit -> units.add(unit) == AddResult.PRESENT);
    }

    @Test
    void addsEachUnitOnceUnderConcurrency() throws Exception {
        var units = new BoundedUnitSet(200_000);
        long[] all = new Random(SEED).longs(100_000).toArray();
        Callable<Integer> adder = () -> {
            int added = 0;
            for (long unit : all) {
                added += units.add(unit) == AddResult.ADDED ? 1 : 0;
            }
            return added;
        };
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            int added = 0;
            for (Future<Integer> one : threads.invokeAll(new ArrayList<>(List.of(adder, adder, adder, adder, adder)))) {
                added += one.get();
            }
            assertThat(added).as("seed %d", SEED).isEqualTo(100_000).isEqualTo(units.size());
        } finally {
            threads.shutdownNow();
        }
    }
}
