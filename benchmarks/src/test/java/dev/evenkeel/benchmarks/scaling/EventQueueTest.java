// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventQueueTest {
    @Test
    void runsEventsByTimeThenSchedulingOrder() {
        var events = new EventQueue();
        var random = new SplittableRandom(1);
        List<Long> expected = Stream.generate(() -> random.nextLong(100))
                .limit(5_000)
                .sorted()
                .toList();
        List<Long> scheduled = new ArrayList<>(expected);
        Collections.shuffle(scheduled, new Random(2));
        List<Long> run = new ArrayList<>();
        List<Integer> sameTime = new ArrayList<>();
        for (int i = 0; i < scheduled.size(); i++) {
            int number = i;
            events.schedule(scheduled.get(i), () -> {
                run.add(events.now());
                if (events.now() == 50) {
                    sameTime.add(number);
                }
            });
        }

        events.runUntil(49);
        assertThat(run).allMatch(time -> time <= 49);
        events.runUntil(200);

        assertThat(run).isEqualTo(expected);
        assertThat(sameTime).isSorted();
        assertThat(events.now()).isEqualTo(200);
    }
}
