// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability;

import dev.evenkeel.benchmarks.availability.EvidenceGap.CommittedTick;
import dev.evenkeel.benchmarks.load.OutcomeBatchSource;
import dev.evenkeel.benchmarks.load.SteadyRollout;
import dev.evenkeel.benchmarks.server.ServerAccess;
import dev.evenkeel.examples.demo.process.ConditionPoller;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A measurement of the gap between evidence and decision while servers are killed: rollouts receive batches, first
/// without kills for reference, then with them.
final class EvidenceGapMeasurement {
    private static final Duration BETWEEN_BATCHES = Duration.ofSeconds(1);
    private static final Duration AFTER_LAST_KILL = Duration.ofSeconds(5);
    private static final ConditionPoller PATIENT = new ConditionPoller(Duration.ofMinutes(2), Duration.ofMillis(100));
    private static final int NEW_UNITS = 1;

    private final AvailabilityEnvironment environment;
    private final Plan plan;

    EvidenceGapMeasurement(AvailabilityEnvironment environment, Plan plan) {
        this.environment = environment;
        this.plan = plan;
    }

    /// @param kills number of kills
    /// @param interval mean time between two kills
    /// @param reference time before the first kill
    /// @param senders simulated SDK processes, each with one batch a second that contains all rollouts
    /// @param graceful whether servers are stopped instead of killed
    record Plan(
            long seed, int kills, Duration interval, Duration reference, int senders, int rollouts, boolean graceful) {}

    /// The results.
    ///
    /// @param reference evidence that arrived before the kills
    /// @param killed evidence that arrived between the first kill and the end
    /// @param referenceBatches batches that were sent before the kills
    /// @param killedBatches batches that were sent between the first kill and the end
    /// @param withoutTick longest time without a tick of a rollout, from the first kill to the end
    /// @param deliveries time of each batch from its first attempt until a server accepted it
    /// @param refused failed attempts to send a batch
    /// @param counts calls that were sent and counted
    /// @param kills in order
    record Result(
            List<EvidenceGap> reference,
            List<EvidenceGap> killed,
            List<BatchTimes> referenceBatches,
            List<BatchTimes> killedBatches,
            Duration withoutTick,
            List<Duration> deliveries,
            long refused,
            CallCounts counts,
            List<ServerKiller.Kill> kills) {}

    /// Numbers of calls.
    ///
    /// @param sent calls of all batches that a server accepted, except the calls that started the rollouts
    /// @param stored stored calls of these batches
    /// @param evaluated calls in all ticks, except the calls that started the rollouts
    /// @param unused rows of evidence that no tick has used
    record CallCounts(long sent, long stored, long evaluated, long unused) {
        boolean areEqual() {
            return sent == stored && stored == evaluated && unused == 0;
        }
    }

    /// Runs the measurement.
    Result measure() throws IOException, InterruptedException {
        List<SteadyRollout> rollouts = new ArrayList<>();
        for (int i = 0; i < plan.rollouts(); i++) {
            System.err.println("starting rollout " + (i + 1) + " of " + plan.rollouts() + " ...");
            rollouts.add(SteadyRollout.start(environment.servers().access(0), "flag-" + i));
        }
        List<FailoverBatchSender> senders = createSenders(rollouts);
        List<Thread> threads = senders.stream()
                .map(Thread.ofPlatform().daemon().name("sender")::start)
                .toList();
        Instant begun = Instant.now();
        try (var killer = new ServerKiller(
                environment.servers().servers(), new KillSchedule(plan.seed(), plan.interval()), plan.graceful())) {
            System.err.println("reference without kills, " + plan.reference().toSeconds() + " s ...");
            Thread.sleep(plan.reference());
            Instant first = Instant.now();
            List<ServerKiller.Kill> kills = killer.kill(plan.kills());
            Thread.sleep(AFTER_LAST_KILL);
            Instant end = Instant.now();
            senders.forEach(FailoverBatchSender::stop);
            for (Thread thread : threads) {
                thread.join();
            }
            return collect(rollouts, senders, new Periods(begun, first, end), kills);
        } finally {
            senders.forEach(FailoverBatchSender::close);
        }
    }

    /// @param begun start of the reference
    /// @param first start of the kills
    private record Periods(Instant begun, Instant first, Instant end) {
        <T> List<T> reference(List<T> all, Function<T, Instant> time) {
            return all.stream()
                    .filter(one ->
                            !time.apply(one).isBefore(begun) && time.apply(one).isBefore(first))
                    .toList();
        }

        <T> List<T> killed(List<T> all, Function<T, Instant> time) {
            return all.stream().filter(one -> !time.apply(one).isBefore(first)).toList();
        }
    }

    private List<FailoverBatchSender> createSenders(List<SteadyRollout> rollouts) {
        List<FailoverBatchSender> senders = new ArrayList<>();
        for (int i = 0; i < plan.senders(); i++) {
            List<ServerAccess> servers = environment.accessFrom(i % AvailabilityEnvironment.SERVERS);
            var batches = new OutcomeBatchSource(
                    servers.getFirst(), rollouts, "availability-" + plan.seed() + "-" + i, NEW_UNITS);
            senders.add(new FailoverBatchSender(servers, batches, BETWEEN_BATCHES));
        }
        return senders;
    }

    private Result collect(
            List<SteadyRollout> rollouts,
            List<FailoverBatchSender> senders,
            Periods periods,
            List<ServerKiller.Kill> kills)
            throws IOException, InterruptedException {
        CommitTimeRecorder recorder = environment.recorder();
        List<Duration> deliveries =
                senders.stream().flatMap(sender -> sender.delays().stream()).toList();
        long accepted = (long) deliveries.size() * rollouts.size() * 2 * OutcomeBatchSource.CALLS;
        String[] instances = senders.stream().map(FailoverBatchSender::instance).toArray(String[]::new);
        long stored = awaitValue(
                "all accepted calls to be stored", () -> countStoredCalls("instance = any (?)", instances), accepted);
        long unused = awaitValue("all evidence to be used", recorder::countUnused, 0);
        /* Calls that started the rollouts. */
        long others = countStoredCalls("instance <> all (?)", instances);
        List<EvidenceGap> gaps = recorder.listGaps();
        List<CommittedTick> ticks = recorder.listTicks();
        List<BatchTimes> batches = BatchTimes.combine(
                senders.stream()
                        .collect(
                                Collectors.toMap(FailoverBatchSender::instance, FailoverBatchSender::acceptedAttempts)),
                recorder.listBatches(),
                gaps);
        return new Result(
                periods.reference(gaps, EvidenceGap::receivedAt),
                periods.killed(gaps, EvidenceGap::receivedAt),
                periods.reference(batches, BatchTimes::sent),
                periods.killed(batches, BatchTimes::sent),
                EvidenceGap.longestWithoutTick(
                        rollouts.stream().map(SteadyRollout::id).toList(), ticks, periods.first(), periods.end()),
                deliveries,
                senders.stream().mapToLong(FailoverBatchSender::refused).sum(),
                new CallCounts(accepted, stored, countEvaluatedCalls() - others, unused),
                kills);
    }

    /* After two minutes, returns another value than expected: the report shows it. */
    private static long awaitValue(String condition, ConditionPoller.PolledValue<Long> value, long expected)
            throws InterruptedException, IOException {
        try {
            return PATIENT.await(condition, value, now -> now == expected);
        } catch (IOException late) {
            System.err.println(late.getMessage());
            return value.poll();
        }
    }

    private long countStoredCalls(String condition, String[] instances) throws IOException {
        return environment
                .database()
                .query(
                        "select coalesce(sum(calls), 0) from outcome_batch where " + condition,
                        row -> row.getLong(1),
                        (Object) instances)
                .getFirst();
    }

    private long countEvaluatedCalls() throws IOException {
        return environment.database().query("""
                        select coalesce(sum((control ->> 'calls')::bigint + (candidate ->> 'calls')::bigint), 0)
                        from rollout_tick
                        """, row -> row.getLong(1)).getFirst();
    }
}
