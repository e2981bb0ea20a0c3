// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ExpiringSupplierTest {
    private static final Instant BEGIN = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration TIME = Duration.ofSeconds(5);

    private Instant now = BEGIN;

    @Test
    void reloadsValueAfterExpiry() {
        var asked = new AtomicInteger();
        ExpiringSupplier<Integer> number = createSupplier(asked::incrementAndGet);
        assertThat(number.get()).isEqualTo(1);
        now = BEGIN.plus(TIME).minusNanos(1);
        assertThat(number.get()).isEqualTo(1);
        now = BEGIN.plus(TIME);
        assertThat(number.get()).isEqualTo(2);
    }

    @Test
    void reloadsValueWhenClockMovesBackwards() {
        var asked = new AtomicInteger();
        ExpiringSupplier<Integer> number = createSupplier(asked::incrementAndGet);
        number.get();
        now = BEGIN.minusSeconds(3_600);
        assertThat(number.get()).isEqualTo(2);
    }

    @Test
    void doesNotCacheFailures() {
        var asked = new AtomicInteger();
        ExpiringSupplier<Integer> number = createSupplier(() -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("no database");
            }
            return asked.get();
        });
        assertThatThrownBy(number::get).hasMessage("no database");
        assertThat(number.get()).isEqualTo(2);
    }

    private ExpiringSupplier<Integer> createSupplier(Supplier<Integer> source) {
        InstantSource time = () -> now;
        return new ExpiringSupplier<>(source, TIME, time.withZone(ZoneOffset.UTC));
    }
}
