// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.sdk.DropCause;
import dev.evenkeel.sdk.EvenkeelConfig;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeFlusherTest {
    private static final String NOT_ALLOWED = "";

    private final Switchboard switchboard = Switchboard.withoutThreads(() -> 0);
    private final EvenkeelConfig config =
            EvenkeelConfig.builder(URI.create("http://127.0.0.1:1"), "key").build();
    private final OutcomeFlusher flusher = new OutcomeFlusher(
            switchboard,
            new Transport(config, NOT_ALLOWED, System::nanoTime),
            Clock.systemUTC(),
            NOT_ALLOWED,
            new UnjudgedRollouts(Duration.ofSeconds(10)));

    @Test
    void countsTheCallsOfABatchThatTheProtocolDoesNotAllow() throws InterruptedException {
        switchboard.succeeded(CallKind.plain("f", "v"), 0, 1_000, List.of());
        flusher.flush();
        assertThat(flusher.counts()).isEqualTo(new OutcomeFlusher.Counts(0, 0, 0));
        assertThat(switchboard.dropped()).isEqualTo(Map.of(DropCause.INVALID_SUMMARY, 1L));
        assertThat(switchboard.mistakes().count()).isEqualTo(1);
        assertThat(switchboard.drops().takeUnreported()).isEqualTo(1);
    }
}
