// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Concurrency and time limits of the candidate.
@Timeout(60)
class CandidateLimitsTest {
    private static final EvaluationContext ALICE = EvaluationContext.of("alice");
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final FakeEvenkeel evenkeel = new FakeEvenkeel(System::nanoTime);
    private final Set<Thread> before = Thread.getAllStackTraces().keySet();
    private final CountDownLatch release = new CountDownLatch(1);
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<CompletableFuture<String>> hangingCalls = new ArrayList<>();

    @AfterEach
    void releaseHangingCalls() {
        release.countDown();
        callers.shutdownNow();
    }

    private GuardedChange<String, String> change(CandidateLimits limits, Function<String, String> candidate) {
        return evenkeel.<String, String>guardedChange(RolloutFlags.FLAG)
                .control("classic", argument -> "control of " + argument)
                .candidate("modern", candidate)
                .candidateLimits(limits)
                .build();
    }

    private String hang(String argument) {
        while (release.getCount() > 0) {
            try {
                release.await();
            } catch (InterruptedException e) {
                // hangs all the same
            }
        }
        return argument;
    }

    /// Makes a call.
    ///
    /// @return whether the candidate began and did not end in time
    private static boolean endsWithUnknownOutcome(GuardedChange<String, String> change) {
        try {
            assertThat(change.run(ALICE, "x")).isEqualTo("control of x");
            return false;
        } catch (OutcomeUnknownException e) {
            return true;
        }
    }

    private CompletableFuture<String> inTheBackground(GuardedChange<String, String> change) {
        return CompletableFuture.supplyAsync(() -> change.run(ALICE, "x"), callers);
    }

    private long calls(String variant) {
        return evenkeel.calls(RolloutFlags.FLAG, variant);
    }

    private long candidateEvents(String metric) {
        return evenkeel.events(RolloutFlags.FLAG, "modern", metric);
    }

    /// A change of which two calls hang in the candidate, as many as its limit allows.
    private GuardedChange<String, String> changeAtConcurrencyLimit() {
        evenkeel.load(RolloutFlags.rollout("r", 1, 10_000));
        var begun = new CountDownLatch(2);
        GuardedChange<String, String> change = change(CandidateLimits.concurrency(2), argument -> {
            begun.countDown();
            return hang("candidate of " + argument);
        });
        hangingCalls.add(inTheBackground(change));
        hangingCalls.add(inTheBackground(change));
        await().until(() -> begun.getCount() == 0);
        return change;
    }

    @Test
    void runsControlWhenConcurrencyLimitIsReached() {
        GuardedChange<String, String> change = changeAtConcurrencyLimit();

        assertThat(change.run(ALICE, "y")).isEqualTo("control of y");
        assertThat(change.run(EvaluationContext.of("bob"), "z")).isEqualTo("control of z");
        assertThat(candidateEvents(MetricNames.LIMIT_REFUSED)).isEqualTo(2);
        assertThat(evenkeel.stats().callsRefused()).isEqualTo(2);
    }

    @Test
    void recordsNoEvidenceForRejectedCalls() {
        GuardedChange<String, String> change = changeAtConcurrencyLimit();
        change.run(ALICE, "y");
        change.run(EvaluationContext.of("bob"), "z");

        assertThat(evenkeel.outcomes())
                .filteredOn(outcome -> outcome.variant().equals("classic"))
                .extracting(OutcomeSummary::calls, OutcomeSummary::split)
                .containsExactly(tuple(2L, null));
        assertThat(evenkeel.outcomes())
                .allMatch(outcome -> outcome.trials().isEmpty())
                .allMatch(outcome -> outcome.failedUnits().isEmpty());
    }

    @Test
    void acceptsCallsAgainOncePermitsAreReleased() {
        GuardedChange<String, String> change = changeAtConcurrencyLimit();
        assertThat(change.run(ALICE, "y")).isEqualTo("control of y");

        release.countDown();
        hangingCalls.forEach(call -> assertThat(call.join()).isEqualTo("candidate of x"));
        assertThat(calls("modern")).isEqualTo(2);
        assertThat(change.run(ALICE, "again")).isEqualTo("candidate of again");
    }

    @Test
    void releasesPermitAfterException() {
        evenkeel.load(RolloutFlags.plain("modern"));
        for (CandidateLimits limits : List.of(
                CandidateLimits.concurrency(1), CandidateLimits.concurrency(1).timeLimit(LONG))) {
            var thrown = new IllegalStateException("from the path");
            GuardedChange<String, String> change = change(limits, argument -> {
                throw thrown;
            });
            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(() -> change.run(ALICE, "x")).isSameAs(thrown);
            }
        }
        assertThat(evenkeel.failures(RolloutFlags.FLAG, "modern")).isEqualTo(200);
        assertThat(evenkeel.stats().callsRefused()).isZero();
    }

    @Test
    void acceptsAllSequentialCallsAtConcurrencyOne() {
        evenkeel.load(RolloutFlags.plain("modern"));
        GuardedChange<String, String> change =
                change(CandidateLimits.concurrency(1).timeLimit(LONG), argument -> "candidate of " + argument);
        for (int i = 0; i < 20_000; i++) {
            assertThat(change.run(ALICE, "x")).isEqualTo("candidate of x");
        }
        assertThat(threads()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void throwsOutcomeUnknownWhenCandidateExceedsTimeLimit() {
        evenkeel.load(RolloutFlags.rollout("r", 1, 10_000));
        GuardedChange<String, String> change =
                change(CandidateLimits.concurrency(4).timeLimit(SHORT), this::hang);
        assertThatThrownBy(() -> change.run(ALICE, "x"))
                .isInstanceOfSatisfying(OutcomeUnknownException.class, unknown -> {
                    assertThat(unknown.flagKey()).isEqualTo(RolloutFlags.FLAG);
                    assertThat(unknown.variant()).isEqualTo("modern");
                });
    }

    @Test
    void recordsTimeoutAsFailureOfCandidate() {
        evenkeel.load(RolloutFlags.rollout("r", 1, 10_000));
        GuardedChange<String, String> change =
                change(CandidateLimits.concurrency(4).timeLimit(SHORT), this::hang);
        assertThatThrownBy(() -> change.run(ALICE, "x")).isInstanceOf(OutcomeUnknownException.class);
        assertThat(evenkeel.failures(RolloutFlags.FLAG, "modern")).isEqualTo(1);
        assertThat(candidateEvents(MetricNames.LIMIT_TIMED_OUT)).isEqualTo(1);
        assertThat(evenkeel.stats().callsTimedOut()).isEqualTo(1);
        assertThat(calls("classic")).isZero();
        OutcomeSummary outcome = evenkeel.outcomes().get(0);
        assertThat(outcome.failedUnits()).hasSize(1);
        assertThat(outcome.latency().count()).isEqualTo(1);
    }

    @Test
    void neverRunsMoreHangingCandidatesThanConcurrencyLimit() {
        evenkeel.load(RolloutFlags.rollout("r", 1, 10_000));
        var hanging = new AtomicInteger();
        GuardedChange<String, String> change =
                change(CandidateLimits.concurrency(3).timeLimit(SHORT), argument -> {
                    hanging.incrementAndGet();
                    return hang(argument);
                });
        await().until(() -> endsWithUnknownOutcome(change) && hanging.get() == 3);
        long before = calls("classic");
        for (int i = 0; i < 50; i++) {
            assertThat(change.run(ALICE, "x")).isEqualTo("control of x");
        }
        assertThat(hanging).hasValue(3);
        assertThat(calls("classic")).isEqualTo(before + 50);
        assertThat(threads()).hasSize(3);
        release.countDown();
        await().until(() -> change.run(ALICE, "x").equals("x"));
    }

    @Test
    void interruptsCandidateOnlyAtTimeLimit() {
        evenkeel.load(RolloutFlags.plain("modern"));
        Queue<String> interrupted = new ConcurrentLinkedQueue<>();
        GuardedChange<String, String> change =
                change(CandidateLimits.concurrency(1).timeLimit(SHORT), argument -> {
                    if (argument.equals("quick")) {
                        return Thread.currentThread().isInterrupted() ? "interrupted" : "clean";
                    }
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        interrupted.add(argument);
                    }
                    return "late";
                });
        for (int i = 1; i <= 5; i++) {
            int calls = i;
            assertThatThrownBy(() -> change.run(ALICE, "slow")).isInstanceOf(OutcomeUnknownException.class);
            await().until(() -> interrupted.size() == calls);
            assertThat(change.run(ALICE, "quick")).isIn("clean", "control of quick");
            await("the place is free").until(() -> change.run(ALICE, "quick").equals("clean"));
        }
    }

    @Test
    void propagatesCallerInterruptToCandidateAndPreservesIt() {
        evenkeel.load(RolloutFlags.plain("modern"));
        GuardedChange<String, String> change =
                change(CandidateLimits.concurrency(1).timeLimit(LONG), argument -> {
                    release.countDown();
                    return hangUntilInterrupted();
                });
        Thread self = Thread.currentThread();
        callers.execute(() -> {
            hang("");
            self.interrupt();
        });
        assertThat(change.run(ALICE, "x")).isEqualTo("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(evenkeel.failures(RolloutFlags.FLAG, "modern")).isZero();
    }

    @Test
    void rethrowsCandidateExceptionsUnchanged() {
        evenkeel.load(RolloutFlags.plain("modern"));
        for (Throwable thrown : List.of(
                new StackOverflowError("deep"),
                new CompletionException(new IOException()),
                new CancellationException(),
                new IOException("checked"))) {
            GuardedChange<String, String> change =
                    change(CandidateLimits.concurrency(1).timeLimit(LONG), argument -> {
                        throw SneakyThrow.<RuntimeException>of(thrown);
                    });
            assertThatThrownBy(() -> change.run(ALICE, "x")).isSameAs(thrown);
        }
    }

    private static final class SneakyThrow {
        @SuppressWarnings("unchecked")
        static <T extends Throwable> RuntimeException of(Throwable thrown) throws T {
            throw (T) thrown;
        }
    }

    @Test
    void passesExistingCallerInterruptToCandidate() {
        evenkeel.load(RolloutFlags.plain("modern"));
        GuardedChange<String, String> change = change(
                CandidateLimits.concurrency(1).timeLimit(LONG), argument -> Thread.interrupted() + " for " + argument);
        Thread.currentThread().interrupt();
        assertThat(change.run(ALICE, "x")).isEqualTo("true for x");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(change.run(ALICE, "y")).isEqualTo("false for y");
    }

    private static String hangUntilInterrupted() {
        try {
            new CountDownLatch(1).await();
            return "never";
        } catch (InterruptedException e) {
            return "interrupted";
        }
    }

    /// A change whose candidate records what its thread sees of the caller's context: the value of `trace`, which
    /// a task decorator propagates, the flag of the shadow call, the class loader, and whether it is a daemon.
    private GuardedChange<String, String> changeThatRecordsContext(ThreadLocal<String> trace, List<Object> seen) {
        evenkeel.load(RolloutFlags.plain("modern"));
        CandidateLimits limits = CandidateLimits.concurrency(1).timeLimit(LONG).taskDecorator(task -> {
            String mine = trace.get();
            return () -> {
                trace.set(mine);
                task.run();
                trace.remove();
            };
        });
        return change(limits, argument -> {
            seen.add(Optional.ofNullable(trace.get()).orElse("none"));
            seen.add(ShadowCallMarker.flagKey().orElse("none"));
            seen.add(Thread.currentThread().getContextClassLoader());
            seen.add(Thread.currentThread().isDaemon());
            return "x";
        });
    }

    @Test
    void propagatesContextToCandidateThread() {
        var trace = new ThreadLocal<String>();
        List<Object> seen = new ArrayList<>();
        GuardedChange<String, String> change = changeThatRecordsContext(trace, seen);
        trace.set("trace-1");
        ClassLoader own = getClass().getClassLoader();
        Thread.currentThread().setContextClassLoader(own);
        ShadowCallMarker.run("other", () -> change.run(ALICE, "x"));
        assertThat(seen).containsExactly("trace-1", "other", own, true);
    }

    @Test
    void clearsContextAfterCall() {
        var trace = new ThreadLocal<String>();
        List<Object> seen = new ArrayList<>();
        GuardedChange<String, String> change = changeThatRecordsContext(trace, seen);
        trace.set("trace-1");
        ClassLoader own = getClass().getClassLoader();
        Thread.currentThread().setContextClassLoader(own);
        ShadowCallMarker.run("other", () -> change.run(ALICE, "x"));
        trace.remove();
        await().until(() -> change.run(ALICE, "y").equals("x"));
        assertThat(seen.subList(4, 8)).containsExactly("none", "none", own, true);
    }

    @Test
    void runsControlWhenTaskDecoratorDoesNotRunTask() {
        evenkeel.load(RolloutFlags.plain("modern"));
        CandidateLimits limits = CandidateLimits.concurrency(1).timeLimit(LONG);
        assertThat(change(limits.taskDecorator(task -> () -> {}), argument -> "candidate")
                        .run(ALICE, "x"))
                .isEqualTo("control of x");
        assertThat(change(
                                limits.taskDecorator(task -> {
                                    throw new IllegalStateException("the host's mistake");
                                }),
                                argument -> "candidate")
                        .run(ALICE, "x"))
                .isEqualTo("control of x");
        assertThat(evenkeel.failures(RolloutFlags.FLAG, "modern")).isEqualTo(2);
    }

    @Test
    void neverStartsCandidateAfterControlHasAnswered() {
        evenkeel.load(RolloutFlags.plain("modern"));
        Queue<String> written = new ConcurrentLinkedQueue<>();
        Queue<String> passed = new ConcurrentLinkedQueue<>();
        CandidateLimits limits = CandidateLimits.concurrency(1).timeLimit(SHORT).taskDecorator(task -> () -> {
            hang("");
            task.run();
            passed.add("x");
        });
        GuardedChange<String, String> change = change(limits, argument -> {
            written.add(argument);
            return argument;
        });
        assertThat(change.run(ALICE, "x")).isEqualTo("control of x");
        assertThat(change.run(ALICE, "y")).as("the thread is still busy").isEqualTo("control of y");
        assertThat(evenkeel.stats().callsRefused()).isEqualTo(1);
        assertThat(evenkeel.stats().callsTimedOut()).isZero();
        release.countDown();
        await().until(() -> passed.size() == 1);
        assertThat(written).isEmpty();
        await().until(() -> change.run(ALICE, "z").equals("z"));
    }

    @Test
    void rejectsInvalidLimits() {
        assertThatThrownBy(() -> CandidateLimits.concurrency(0)).hasMessageContaining("1 to 10000");
        CandidateLimits limits = CandidateLimits.concurrency(1);
        assertThatThrownBy(() -> limits.timeLimit(Duration.ZERO)).hasMessageContaining("1 ms to 10 minutes");
    }

    /// Candidate threads of this test, without idle ones of earlier tests.
    private List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("evenkeel-candidate-" + RolloutFlags.FLAG))
                .filter(thread -> !before.contains(thread))
                .toList();
    }
}
