// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KillScheduleTest {
    private static final List<Integer> READY = List.of(0, 2);

    private static KillSchedule schedule(long seed) {
        return new KillSchedule(seed, Duration.ofSeconds(4));
    }

    private static List<Integer> victims(KillSchedule schedule) {
        return Stream.generate(() -> schedule.nextVictim(READY)).limit(50).toList();
    }

    @Test
    void killsEveryReadyServerAndNoOther() {
        assertThat(victims(schedule(1))).containsOnly(0, 2);
    }

    @Test
    void producesSameKillsForSameSeed() {
        assertThat(victims(schedule(7))).isEqualTo(victims(schedule(7))).isNotEqualTo(victims(schedule(8)));
        assertThat(schedule(7).nextPause()).isEqualTo(schedule(7).nextPause());
    }

    @Test
    void drawsPausesFromHalfToOneAndAHalfIntervals() {
        KillSchedule schedule = schedule(1);

        assertThat(Stream.generate(schedule::nextPause).limit(200))
                .allMatch(pause -> pause.toMillis() >= 2_000 && pause.toMillis() <= 6_000)
                .anyMatch(pause -> pause.toMillis() < 3_000)
                .anyMatch(pause -> pause.toMillis() > 5_000);
    }
}
