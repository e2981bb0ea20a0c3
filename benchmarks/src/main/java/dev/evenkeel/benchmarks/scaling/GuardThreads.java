// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import dev.evenkeel.benchmarks.scaling.CpuPool.User;
import dev.evenkeel.benchmarks.scaling.IntakeCosts.GuardCosts;
import dev.evenkeel.benchmarks.scaling.IntakeRecorder.Cause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// The guard: one thread per server that evaluates all running rollouts one after the other, once a second and 100 ms
/// after its server committed evidence. It skips a rollout that another server evaluates. Not thread-safe.
final class GuardThreads {
    private static final long PAUSE_NANOS = 1_000_000_000L;
    private static final long GATHER_NANOS = 100_000_000L;

    private final SimulatedMachines machines;
    private final IntakeRecorder recorder;
    private final PendingEvidence[] evidence;
    private final boolean[] locked;
    private final List<GuardThread> threads = new ArrayList<>();
    private final int[] markOfService;
    private final int rolloutsPerBatch;
    private final GuardCosts costs;
    private final long commitNanos;
    private int mark;

    /// Evidence of one rollout that is committed and not yet evaluated.
    private static final class PendingEvidence {
        private long[] sentAt = new long[16];
        private int batches;
        private int rows;

        private void add(long at) {
            if (batches == sentAt.length) {
                sentAt = Arrays.copyOf(sentAt, 2 * batches);
            }
            sentAt[batches++] = at;
        }
    }

    GuardThreads(SimulatedMachines machines, IntakeRecorder recorder, IntakeScenario scenario, IntakeCosts costs) {
        this.machines = machines;
        this.recorder = recorder;
        this.costs = costs.guard();
        this.commitNanos = costs.commitLatency().toNanos();
        this.rolloutsPerBatch = scenario.content().rolloutsPerBatch();
        this.evidence = new PendingEvidence[scenario.content().rollouts()];
        Arrays.setAll(evidence, i -> new PendingEvidence());
        this.locked = new boolean[evidence.length];
        this.markOfService = new int[scenario.content().services()];
        for (int i = 0; i < scenario.machines().servers(); i++) {
            threads.add(new GuardThread(i));
        }
    }

    /// Starts the threads at random times.
    void start(SplittableRandom random) {
        if (evidence.length > 0) {
            threads.forEach(thread -> machines.events().schedule(random.nextLong(PAUSE_NANOS), thread::sweep));
        }
    }

    /// Returns the rollouts with evidence in a group of batches: each has one row of evidence.
    int countRollouts(BatchTable batches, int[] group) {
        mark++;
        int services = 0;
        for (int batch : group) {
            int service = service(batches, batch);
            services += markOfService[service] == mark ? 0 : 1;
            markOfService[service] = mark;
        }
        return services * rolloutsPerBatch;
    }

    /// Adds the evidence of a committed group, and wakes the guard of the server that committed it.
    void commit(BatchTable batches, int[] group, int server) {
        if (evidence.length == 0) {
            return;
        }
        mark++;
        for (int batch : group) {
            int service = service(batches, batch);
            boolean first = markOfService[service] != mark;
            markOfService[service] = mark;
            for (int i = 0; i < rolloutsPerBatch; i++) {
                PendingEvidence pending = evidence[service * rolloutsPerBatch + i];
                pending.add(batches.sentAt(batch));
                pending.rows += first ? 1 : 0;
            }
        }
        threads.get(server).wake();
    }

    private int service(BatchTable batches, int batch) {
        return batches.process(batch) % markOfService.length;
    }

    private final class GuardThread {
        private final int server;
        private boolean sweeping;
        private boolean woken = true; // until the first sweep
        private int pause;
        private int next;
        private long begun;

        private GuardThread(int server) {
            this.server = server;
        }

        private void wake() {
            if (!woken && !sweeping) {
                pause++;
                machines.events().schedule(GATHER_NANOS, this::sweep);
            }
            woken = true;
        }

        private void sweep() {
            sweeping = true;
            woken = false;
            begun = machines.events().now();
            next = 0;
            evaluateNext();
        }

        private void evaluateNext() {
            while (next < evidence.length && locked[next]) {
                next++;
            }
            if (next == evidence.length) {
                endSweep();
            } else {
                evaluate(next++);
            }
        }

        private void endSweep() {
            recorder.recordSweep(begun);
            sweeping = false;
            int number = ++pause;
            if (woken) {
                machines.events().schedule(GATHER_NANOS, this::sweep);
            } else {
                machines.events().schedule(PAUSE_NANOS, () -> {
                    if (pause == number) {
                        sweep();
                    }
                });
            }
        }

        private void evaluate(int rollout) {
            locked[rollout] = true;
            PendingEvidence taken = evidence[rollout];
            boolean tick = taken.batches > 0;
            if (tick) {
                evidence[rollout] = new PendingEvidence();
            }
            double onServer = (tick ? costs.serverTick() : costs.serverIdle()) + taken.rows * costs.serverRow();
            double onDatabase = (tick ? costs.databaseTick() : costs.databaseIdle()) + taken.rows * costs.databaseRow();
            recorder.recordDemand(Cause.GUARD, onDatabase);
            machines.server(server)
                    .run(
                            User.SERVER,
                            onServer,
                            () -> machines.database()
                                    .run(
                                            User.DATABASE,
                                            onDatabase,
                                            () -> machines.events()
                                                    .schedule(
                                                            tick ? commitNanos : 0,
                                                            () -> finish(rollout, tick ? taken : null))));
        }

        private void finish(int rollout, @Nullable PendingEvidence taken) {
            locked[rollout] = false;
            if (taken != null) {
                for (int i = 0; i < taken.batches; i++) {
                    recorder.recordDecision(taken.sentAt[i]);
                }
            }
            evaluateNext();
        }
    }
}
