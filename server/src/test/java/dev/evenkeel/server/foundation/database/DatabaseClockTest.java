// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {
    private static final Instant START = Instant.parse("2026-05-01T10:00:00Z");

    private Instant machine = START;
    private Instant database = START;
    private long nanos = 77;
    private final DatabaseClock clock = new DatabaseClock(() -> machine, () -> nanos);

    private void advance(Duration time) {
        machine = machine.plus(time);
        database = database.plus(time);
        nanos += time.toNanos();
    }

    private boolean synchronize(Duration takes) {
        return clock.synchronize(() -> {
            advance(takes.dividedBy(2));
            Instant told = database;
            advance(takes.dividedBy(2));
            return told;
        });
    }

    @Test
    void returnsSystemTimeWhileClocksAgree() {
        machine = machine.plusMillis(499);
        assertThat(synchronize(Duration.ofMillis(2))).isTrue();
        advance(Duration.ofMinutes(5));

        assertThat(clock.instant()).isEqualTo(machine);
        assertThat(clock.aheadOfDatabase()).isEqualTo(Duration.ofMillis(499));
    }

    @Test
    void returnsDatabaseTimeWhileSystemClockIsWrong() {
        machine = machine.plusSeconds(300);
        synchronize(Duration.ofMillis(2));
        assertThat(clock.instant()).isEqualTo(database);
        advance(Duration.ofSeconds(3));
        assertThat(clock.instant()).isEqualTo(database);
        assertThat(clock.aheadOfDatabase()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void ignoresSystemClockChangeBetweenSynchronizations() {
        synchronize(Duration.ofMillis(2));
        advance(Duration.ofSeconds(1));
        machine = machine.minusSeconds(120);
        assertThat(clock.instant()).isEqualTo(database);
        machine = machine.plusSeconds(120);
        assertThat(clock.instant()).isEqualTo(machine).isEqualTo(database);
    }

    @Test
    void extrapolatesFromLastSyncWhenDatabaseIsSlow() {
        synchronize(Duration.ofMillis(2));
        machine = machine.plusSeconds(60);
        database = database.plusSeconds(60);
        assertThat(synchronize(Duration.ofMillis(501))).isFalse();
        assertThat(clock.instant()).isEqualTo(START.plusMillis(2 + 501));
        assertThat(synchronize(Duration.ofMillis(500))).isTrue();
        assertThat(clock.instant()).isEqualTo(machine);
    }

    @Test
    void returnsSystemTimeBeforeFirstSynchronization() {
        machine = machine.plusSeconds(300);
        assertThat(clock.instant()).isEqualTo(machine);
        assertThat(clock.aheadOfDatabase()).isZero();
    }
}
