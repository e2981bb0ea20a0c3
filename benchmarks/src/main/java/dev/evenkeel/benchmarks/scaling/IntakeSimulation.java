// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import dev.evenkeel.benchmarks.scaling.BatchIntake.IntakeContext;
import dev.evenkeel.benchmarks.scaling.CpuPool.User;
import dev.evenkeel.benchmarks.scaling.SimulatedIntake.BatchCounts;
import dev.evenkeel.benchmarks.scaling.SimulatedIntake.CpuFigures;
import dev.evenkeel.benchmarks.scaling.SimulatedIntake.ThreadFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A discrete-event simulation of outcome intake. The result depends only on the scenario and the costs.
///
/// Takes about a second of CPU time for a million batches.
final class IntakeSimulation {
    private static final long SAMPLE_NANOS = 100_000_000;
    private static final long OVERLOAD_NANOS = 1_000_000_000;
    private static final long RETRY_NANOS = 1_000_000_000;
    private static final double LONGEST_BACKLOG_SECONDS = 4;
    private static final double GROWTH_FACTOR = 1.1;
    private static final double GROWTH_SECONDS = 0.05;
    private static final double SECONDS_OF_HOUR = 3_600;
    private static final int WARM_UP_DIVISOR = 5;

    private final IntakeScenario scenario;
    private final IntakeCosts costs;
    private final EventQueue events = new EventQueue();
    private final BatchTable batches = new BatchTable();
    private final IntakeRecorder recorder;
    private final SplittableRandom random;
    private final SimulatedMachines machines;
    private final GuardThreads guard;
    private final BatchSenders senders;
    private final List<BatchIntake> intakes = new ArrayList<>();
    private final List<BatchAdmission> admissions = new ArrayList<>();
    private final List<Long> backlogs = new ArrayList<>();

    /// What was used when the measurement began.
    private record StartingPoint(long at, long stored, long server, long database, long broker) {}

    private IntakeSimulation(IntakeScenario scenario, IntakeCosts costs) {
        this.scenario = scenario;
        this.costs = costs;
        this.random = new SplittableRandom(scenario.seed());
        this.machines = SimulatedMachines.create(events, scenario.machines());
        this.recorder = new IntakeRecorder(events, scenario.machines().servers());
        this.guard = new GuardThreads(machines, recorder, scenario, costs);
        this.senders = new BatchSenders(events, scenario.arrivals(), random.split(), this::send);
        List<KafkaIntake> consumers = new ArrayList<>();
        for (int i = 0; i < scenario.machines().servers(); i++) {
            var context = new IntakeContext(i, scenario, costs, machines, batches, guard, recorder, this::answer);
            if (scenario.store() == IntakeStore.POSTGRESQL) {
                intakes.add(new PostgresIntake(context));
            } else {
                consumers.add(new KafkaIntake(context, consumers));
                intakes.add(consumers.getLast());
            }
            admissions.add(new BatchAdmission(events, intakes.get(i)::process, this::reject));
        }
    }

    /// Simulates a scenario. Stops early when the backlog reaches four seconds of batches.
    static SimulatedIntake run(IntakeScenario scenario, IntakeCosts costs) {
        return new IntakeSimulation(scenario, costs).run();
    }

    private SimulatedIntake run() {
        long end = scenario.time().toNanos();
        intakes.forEach(each -> each.start(random));
        guard.start(random);
        senders.start();
        boolean bounded = runUntil(end / WARM_UP_DIVISOR);
        recorder.start();
        var start = new StartingPoint(
                events.now(),
                batches.storedTotal(),
                machines.used(User.SERVER),
                machines.used(User.DATABASE),
                machines.used(User.BROKER));
        backlogs.clear();
        bounded = runUntil(bounded ? end : events.now() + OVERLOAD_NANOS) && bounded;
        return result(start, bounded && !isBacklogGrowing());
    }

    /* False as soon as the backlog is too large to continue. */
    private boolean runUntil(long end) {
        double limit = LONGEST_BACKLOG_SECONDS * scenario.arrivals().perSecondOffered();
        while (events.now() < end) {
            events.runUntil(Math.min(end, events.now() + SAMPLE_NANOS));
            long backlog = batches.sentTotal() - batches.storedTotal();
            backlogs.add(backlog);
            if (limit > 0 && backlog > limit && end > OVERLOAD_NANOS + events.now()) {
                return false;
            }
        }
        return true;
    }

    private boolean isBacklogGrowing() {
        if (scenario.arrivals().perSecondOffered() == 0) {
            return false;
        }
        int half = backlogs.size() / 2;
        double first = average(backlogs.subList(0, half));
        double second = average(backlogs.subList(half, backlogs.size()));
        return second
                > GROWTH_FACTOR * first + GROWTH_SECONDS * scenario.arrivals().perSecondOffered();
    }

    private static double average(List<Long> values) {
        return values.stream().mapToLong(each -> each).average().orElse(0);
    }

    private void send(int process) {
        submit(batches.add(events.now(), process));
    }

    private void submit(int batch) {
        recorder.recordAttempt();
        admissions.get(server(batch)).submit(batch);
    }

    private void reject(int batch) {
        recorder.recordRejection();
        events.schedule(RETRY_NANOS + random.nextLong(2 * RETRY_NANOS), () -> submit(batch));
    }

    private void answer(int batch) {
        int process = batches.process(batch);
        int server = server(batch);
        recorder.recordAnswer(batches.sentAt(batch));
        batches.answer(batch);
        admissions.get(server).release();
        senders.answered(process);
    }

    /* The processes of a service are spread evenly over the servers. */
    private int server(int batch) {
        return batches.process(batch)
                / scenario.content().services()
                % scenario.machines().servers();
    }

    private SimulatedIntake result(StartingPoint start, boolean stable) {
        long nanos = events.now() - start.at();
        double stored = (batches.storedTotal() - start.stored()) * 1e9 / nanos;
        double units = stored * scenario.content().unitsPerBatch();
        return new SimulatedIntake(
                new BatchCounts(
                        batches.sentTotal(),
                        batches.answeredTotal(),
                        batches.sentTotal() - batches.answeredTotal(),
                        batches.storedTotal(),
                        recorder.rejectedTotal()),
                stored,
                recorder.transactions() * 1e9 / nanos,
                cpu(start, nanos),
                threads(nanos),
                recorder.answer(),
                recorder.storage(),
                recorder.decision(),
                recorder.rejectedShare(),
                SECONDS_OF_HOUR * (stored * costs.batchBytes() + units * costs.unitBytes()),
                SECONDS_OF_HOUR * units * costs.unitIndexBytes(),
                stable);
    }

    private CpuFigures cpu(StartingPoint start, long nanos) {
        long stored = Math.max(1, batches.storedTotal() - start.stored());
        long server = machines.used(User.SERVER) - start.server();
        long database = machines.used(User.DATABASE) - start.database();
        long broker = machines.used(User.BROKER) - start.broker();
        double cores = machines.servers().stream().mapToInt(CpuPool::cores).sum();
        return new CpuFigures(
                server / cores / nanos,
                database / (double) machines.database().cores() / nanos,
                broker / (double) machines.broker().cores() / nanos,
                server / 1e3 / stored,
                database / 1e3 / stored,
                recorder.demand(nanos));
    }

    private ThreadFigures threads(long nanos) {
        int servers = scenario.machines().servers();
        int threads = scenario.store() == IntakeStore.POSTGRESQL ? PostgresIntake.THREADS : 1;
        return new ThreadFigures(
                recorder.mostStorageNanos() / (double) nanos / threads,
                recorder.guardNanos() / (double) nanos / servers);
    }
}
