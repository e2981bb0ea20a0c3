// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.sdk.EvenkeelConfig;
import dev.evenkeel.sdk.RolloutFlags;
import dev.evenkeel.sdk.internal.call.EvaluationAndRecordingCore;
import dev.evenkeel.sdk.internal.diagnostics.InternalErrorCounter;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutcomeFlushLoopTest {
    @Test
    void flushesEveryTenSecondsDuringRolloutRegardlessOfInterval() throws InterruptedException {
        var nanos = new AtomicLong();
        var core = EvaluationAndRecordingCore.withoutThreads(nanos::get);
        core.activate(FlagSnapshot.parse(RolloutFlags.rollout("r-1", 1, 100), 1));
        EvenkeelConfig config = EvenkeelConfig.builder(URI.create("http://127.0.0.1:1"), "key")
                .flushInterval(Duration.ofHours(1))
                .idleFlushInterval(Duration.ofHours(1))
                .build();
        var sent = new CountDownLatch(1);
        var loop = new OutcomeFlushLoop(
                last -> sent.countDown(), core.store(), new InternalErrorCounter(), nanos::get, config);
        Thread thread = new Thread(loop);
        thread.start();
        nanos.set(TimeUnit.SECONDS.toNanos(10));
        loop.flagsChanged();

        assertThat(sent.await(30, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        thread.join();
    }
}
