// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.reporting;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.json.Json;
import dev.evenkeel.sdk.RolloutFlags;
import dev.evenkeel.sdk.TestServer;
import dev.evenkeel.sdk.internal.delivery.EvenkeelListeners;
import dev.evenkeel.sdk.internal.delivery.FlagStore;
import dev.evenkeel.sdk.internal.tracking.TrippedBreakerRegistry;
import dev.evenkeel.sdk.internal.transport.ServerClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FlagUsageReporterTest {
    private static final Map<String, Set<String>> CLASSIC = Map.of(RolloutFlags.FLAG, Set.of("classic"));

    private final AtomicLong nanos = new AtomicLong(17);
    private final FlagStore store =
            new FlagStore(nanos::get, new EvenkeelListeners(), new TrippedBreakerRegistry("p", () -> 0));
    private final TestServer server = new TestServer(1, Json.of("{'flags':{}}"));
    private final FlagUsageReporter reporter =
            new FlagUsageReporter(store, new ServerClient(server.config().build(), "i", nanos::get), "i", nanos::get);

    @BeforeEach
    void load() {
        store.activate(FlagSnapshot.parse(RolloutFlags.plain("classic"), 1));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void reportsNewUsageOncePerMinute() throws InterruptedException {
        evaluate();
        advanceClock(Duration.ofSeconds(59));
        assertThat(server.usageReports).isEmpty();
        advanceClock(Duration.ofSeconds(1));
        assertThat(server.usageReports.take().flags()).isEqualTo(CLASSIC);
        advanceClock(Duration.ofMinutes(1));
        assertThat(server.usageReports).isEmpty();
        evaluate();
        advanceClock(Duration.ofMinutes(1));
        assertThat(server.usageReports.take().flags()).isEqualTo(CLASSIC);
    }

    @Test
    void retriesFailedReports() throws InterruptedException {
        server.usageStatuses.add(503);
        server.usageStatuses.add(401);
        evaluate();
        advanceClock(Duration.ofMinutes(1));
        advanceClock(Duration.ofMinutes(1));
        assertThat(server.usageReports).isEmpty();
        assertThat(reporter.failures()).isEqualTo(2);
        advanceClock(Duration.ofMinutes(1));
        assertThat(server.usageReports.take().flags()).isEqualTo(CLASSIC);
    }

    @Test
    void postponesRemainingReportsAfterFailure() throws InterruptedException {
        server.usageStatuses.add(503);
        store.restoreUsage(IntStream.range(0, 2_500).boxed().collect(toMap(i -> "flag-" + i, i -> Set.of("on"))));
        advanceClock(Duration.ofMinutes(1));
        assertThat(server.usageReports).isEmpty();
        assertThat(reporter.failures()).isEqualTo(1);
        advanceClock(Duration.ofMinutes(1));
        assertThat(server.usageReports)
                .extracting(report -> report.flags().size())
                .containsExactly(1_000, 1_000, 500);
    }

    @Test
    void dropsPermanentlyRejectedReports() throws InterruptedException {
        server.usageStatuses.add(404);
        evaluate();
        advanceClock(Duration.ofMinutes(1));
        advanceClock(Duration.ofMinutes(1));
        assertThat(server.usageReports).isEmpty();
        assertThat(reporter.failures()).isEqualTo(1);
    }

    @Test
    void retainsUsageWhileServerIsUnreachable() throws InterruptedException {
        server.close();
        evaluate();
        advanceClock(Duration.ofMinutes(1));
        assertThat(reporter.failures()).isEqualTo(1);
        assertThat(store.drainUsage()).isEqualTo(CLASSIC);
    }

    private void evaluate() {
        store.current().snapshot().evaluate(RolloutFlags.FLAG, EvaluationContext.of("alice"), 0);
    }

    private void advanceClock(Duration time) throws InterruptedException {
        nanos.addAndGet(time.toNanos());
        reporter.report(false);
    }
}
