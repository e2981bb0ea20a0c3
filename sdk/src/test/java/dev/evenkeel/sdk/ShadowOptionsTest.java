// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static dev.evenkeel.core.telemetry.MetricNames.SHADOW_COMPARED;
import static dev.evenkeel.core.telemetry.MetricNames.SHADOW_DIFFERING;
import static dev.evenkeel.core.telemetry.MetricNames.SHADOW_DROPPED;
import static dev.evenkeel.core.telemetry.MetricNames.SHADOW_FAILED;
import static dev.evenkeel.core.telemetry.MetricNames.SHADOW_INCOMPARABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.ShadowConfig;
import dev.evenkeel.core.wire.MetricSummary;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.ShadowDifference;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Shadow calls: the candidate runs beside control.
@Timeout(60)
class ShadowOptionsTest {
    private static final String CLASSIC = "classic";
    private static final String MODERN = "modern";
    private static final ShadowConfig ALL = new ShadowConfig(Percent.ALL, Percent.NONE);

    private final FakeEvenkeel evenkeel = new FakeEvenkeel();

    private static GuardedChange<String, String> change(
            Evenkeel evenkeel, Function<String, String> candidate, ShadowOptions<String> shadowing) {
        return evenkeel.<String, String>guardedChange(RolloutFlags.FLAG)
                .control(CLASSIC, argument -> "answer to " + argument)
                .candidate(MODERN, candidate)
                .failedWhen(result -> result.contains("failed"))
                .shadowing(shadowing)
                .build();
    }

    private static void run(GuardedChange<String, String> change, int calls) {
        for (int i = 0; i < calls; i++) {
            assertThat(change.run(EvaluationContext.of("user-" + i), "q")).isEqualTo("answer to q");
        }
    }

    private long candidate(String metric) {
        return evenkeel.events(RolloutFlags.FLAG, MODERN, metric);
    }

    private long noise(String metric) {
        return evenkeel.events(RolloutFlags.FLAG, CLASSIC, metric);
    }

    @Test
    void comparesControlAndCandidateResults() {
        evenkeel.load(RolloutFlags.shadowed("r", 1, ALL));
        run(change(evenkeel, argument -> "answer to " + argument, ShadowOptions.comparing(String::equals)), 10);
        assertThat(candidate(SHADOW_COMPARED)).isEqualTo(10);
        assertThat(candidate(SHADOW_DIFFERING)).isZero();
        run(change(evenkeel, argument -> "else", ShadowOptions.comparing(String::equals)), 10);
        assertThat(candidate(SHADOW_COMPARED)).isEqualTo(20);
        assertThat(candidate(SHADOW_DIFFERING)).isEqualTo(10);
        assertThat(candidate(SHADOW_FAILED)).isZero();
    }

    @Test
    void countsExceptionsAndFailedResultsAsDifferingAndFailed() {
        evenkeel.load(RolloutFlags.shadowed("r", 1, ALL));
        run(change(evenkeel, argument -> "failed", ShadowOptions.comparing((one, other) -> true)), 3);
        run(change(evenkeel, argument -> argument.substring(7), ShadowOptions.comparing((one, other) -> true)), 4);
        assertThat(candidate(SHADOW_COMPARED)).isEqualTo(7);
        assertThat(candidate(SHADOW_DIFFERING)).isEqualTo(7);
        assertThat(candidate(SHADOW_FAILED)).isEqualTo(7);
    }

    @Test
    void countsThrowingComparatorAsIncomparable() {
        evenkeel.load(RolloutFlags.shadowed("r", 1, ALL));
        run(
                change(evenkeel, argument -> "x", ShadowOptions.comparing((one, other) -> {
                    throw new IllegalStateException("comparer");
                })),
                5);
        assertThat(candidate(SHADOW_INCOMPARABLE)).isEqualTo(5);
        assertThat(candidate(SHADOW_COMPARED)).isZero();
    }

    @Test
    void doesNotRepeatControlUnlessRepeatable() {
        evenkeel.load(RolloutFlags.shadowed("r", 1, new ShadowConfig(Percent.ALL, Percent.parse("50"))));
        run(change(evenkeel, argument -> "else", ShadowOptions.comparing(String::equals)), 400);
        assertThat(noise(SHADOW_COMPARED)).isZero();
        assertThat(candidate(SHADOW_COMPARED)).isEqualTo(400);
    }

    @Test
    void measuresNoiseByRepeatingControl() {
        evenkeel.load(RolloutFlags.shadowed("r", 1, new ShadowConfig(Percent.ALL, Percent.parse("50"))));
        ShadowOptions<String> repeatable =
                ShadowOptions.comparing(String::equals).controlRepeatable();
        run(change(evenkeel, argument -> "else", repeatable), 400);
        assertThat(noise(SHADOW_COMPARED)).isBetween(140L, 260L);
        assertThat(noise(SHADOW_DIFFERING)).isZero();
        assertThat(noise(SHADOW_COMPARED) + candidate(SHADOW_COMPARED)).isEqualTo(400);
        assertThat(candidate(SHADOW_DIFFERING)).isEqualTo(candidate(SHADOW_COMPARED));
    }

    @Test
    void runsNoShadowCallsWithoutConfig() {
        GuardedChange<String, String> change =
                change(evenkeel, argument -> "else", ShadowOptions.comparing(String::equals));
        evenkeel.load(RolloutFlags.rollout("r", 1, 0));
        run(change, 1_000);
        assertThat(candidate(SHADOW_COMPARED)).isZero();
    }

    @Test
    void samplesShadowCallsAtConfiguredRate() {
        GuardedChange<String, String> change =
                change(evenkeel, argument -> "else", ShadowOptions.comparing(String::equals));
        evenkeel.load(RolloutFlags.shadowed("r", 2, new ShadowConfig(Percent.parse("10"), Percent.NONE)));
        run(change, 4_000);
        assertThat(candidate(SHADOW_COMPARED)).isBetween(300L, 500L);
    }

    @Test
    void marksThreadDuringShadowCall() {
        List<String> marks = new ArrayList<>();
        evenkeel.load(RolloutFlags.shadowed("r", 1, ALL));
        GuardedChange<String, String> change = change(
                evenkeel,
                argument -> {
                    marks.add(ShadowCallMarker.baggage().orElse("none"));
                    return "x";
                },
                ShadowOptions.comparing(String::equals));
        run(change, 1);
        assertThat(marks).containsExactly("evenkeel.shadow=payment-core");
        assertThat(ShadowCallMarker.isActive()).isFalse();
    }

    @Test
    void doesNotShadowShadowCalls() {
        evenkeel.load(RolloutFlags.shadowed("r", 1, ALL));
        GuardedChange<String, String> change =
                change(evenkeel, argument -> "x", ShadowOptions.comparing(String::equals));
        ShadowCallMarker.run("other", () -> run(change, 3));
        assertThat(candidate(SHADOW_COMPARED)).isZero();
    }

    @Test
    void excludesShadowCallsFromEvidence() {
        evenkeel.load(RolloutFlags.shadowed("r", 1, ALL));
        GuardedChange<String, String> change =
                change(evenkeel, argument -> "x", ShadowOptions.comparing(String::equals));
        ShadowCallMarker.run("other", () -> {
            run(change, 3);
            evenkeel.track("complaint", EvaluationContext.of("user-1"));
        });
        assertThat(evenkeel.outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.split()).isNull();
            assertThat(outcome.calls()).isEqualTo(3);
        });

        run(change, 3);
        assertThat(evenkeel.outcomes())
                .anySatisfy(outcome -> assertThat(outcome.split()).isNotNull());
    }

    @Test
    void doesNotBlockCallersWhenCandidateHangs() throws Exception {
        var release = new CountDownLatch(1);
        try (var server = new TestServer(0, 1, RolloutFlags.shadowed("r", 1, ALL));
                Evenkeel live = start(server)) {
            ShadowOptions<String> shadowing = ShadowOptions.comparing(String::equals)
                    .timeLimit(Duration.ofMillis(50))
                    .concurrency(2)
                    .queueCapacity(5);
            GuardedChange<String, String> change = change(
                    live,
                    argument -> {
                        awaitUninterruptibly(release);
                        return "late";
                    },
                    shadowing);
            run(change, 1_000);
            var received = new ReceivedOutcomes(server);
            await().until(() -> received.count(SHADOW_FAILED) == 2);
            await().until(() -> received.count(SHADOW_DROPPED) >= 993);
            assertThat(received.count(SHADOW_DROPPED)).isLessThanOrEqualTo(995);
            assertThat(threads("evenkeel-shadow")).hasSizeLessThanOrEqualTo(3);
        } finally {
            release.countDown();
        }
        await().until(() -> threads("evenkeel-shadow").isEmpty());
    }

    @Test
    void interruptsSlowCandidateAndContinuesWithNext() throws Exception {
        var interrupted = new ConcurrentLinkedQueue<String>();
        try (var server = new TestServer(0, 1, RolloutFlags.shadowed("r", 1, ALL));
                Evenkeel live = start(server)) {
            ShadowOptions<String> shadowing = ShadowOptions.comparing(String::equals)
                    .timeLimit(Duration.ofMillis(20))
                    .concurrency(1);
            GuardedChange<String, String> change = change(
                    live,
                    argument -> {
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            interrupted.add(argument);
                        }
                        return "late";
                    },
                    shadowing);
            run(change, 5);
            var received = new ReceivedOutcomes(server);
            await().until(() -> received.count(SHADOW_FAILED) == 5);
            await().until(() -> interrupted.size() == 5);
        }
    }

    @Test
    void reportsDifferingFieldNamesWithoutValues() throws Exception {
        try (var server = new TestServer(0, 1, RolloutFlags.shadowed("r", 1, ALL));
                Evenkeel live = start(server)) {
            ShadowOptions<String> shadowing = ShadowOptions.comparing(String::equals)
                    .field("first", answer -> answer.substring(0, 4))
                    .field("kind", String::getClass)
                    .field("bytes", String::getBytes);
            run(change(live, argument -> "other secret", shadowing), 50);
            var received = new ReceivedOutcomes(server);
            await().until(() -> received.count(SHADOW_DIFFERING) == 50);
            assertThat(received.differences())
                    .isNotEmpty()
                    .allMatch(new ShadowDifference("r", 1, List.of("first", "bytes"), null)::equals);
            assertThat(server.bodies).isNotEmpty().noneMatch(body -> body.contains("secret"));
        }
    }

    @Test
    void reportsOnlyExceptionClassWhenCandidateFails() throws Exception {
        try (var server = new TestServer(0, 1, RolloutFlags.shadowed("r", 1, ALL));
                Evenkeel live = start(server)) {
            ShadowOptions<String> shadowing =
                    ShadowOptions.comparing(String::equals).field("length", String::length);
            run(
                    change(
                            live,
                            argument -> {
                                throw new IllegalStateException("a secret");
                            },
                            shadowing),
                    5);
            var received = new ReceivedOutcomes(server);
            await().until(() -> received.count(SHADOW_FAILED) == 5);
            assertThat(received.differences())
                    .isNotEmpty()
                    .allMatch(new ShadowDifference("r", 1, List.of(), IllegalStateException.class.getName())::equals);
            assertThat(server.bodies).noneMatch(body -> body.contains("a secret"));
        }
    }

    @Test
    void rejectsInvalidOptions() {
        ShadowOptions<String> shadowing = ShadowOptions.comparing(String::equals);
        assertThatThrownBy(() -> shadowing.timeLimit(Duration.ZERO)).hasMessageContaining("1 ms to 10 minutes");
        assertThatThrownBy(() -> shadowing.concurrency(0)).hasMessageContaining("1 to 10000");
        assertThatThrownBy(() -> shadowing.queueCapacity(10_001)).hasMessageContaining("1 to 10000");
        assertThatThrownBy(() -> shadowing.field("", String::length)).hasMessageContaining("1 to 256");
        assertThatThrownBy(() -> shadowing.field("a", String::length).field("a", String::length))
                .hasMessageContaining("distinct paths");
    }

    private static Evenkeel start(TestServer server) {
        return Evenkeel.start(
                server.config().flushInterval(Duration.ofMillis(20)).build());
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // hangs all the same
            }
        }
    }

    private static List<String> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    /// Outcomes in received batches.
    private static final class ReceivedOutcomes {
        private final TestServer server;
        private final List<OutcomeBatch> batches = new ArrayList<>();

        ReceivedOutcomes(TestServer server) {
            this.server = server;
        }

        long count(String metric) {
            server.batches.drainTo(batches);
            return batches.stream()
                    .flatMap(batch -> batch.summaries().stream())
                    .flatMap(summary -> summary.metrics().stream())
                    .filter(counts -> counts.name().equals(metric))
                    .mapToLong(MetricSummary::events)
                    .sum();
        }

        List<ShadowDifference> differences() {
            server.batches.drainTo(batches);
            return batches.stream()
                    .flatMap(batch -> batch.differences().stream())
                    .toList();
        }
    }
}
