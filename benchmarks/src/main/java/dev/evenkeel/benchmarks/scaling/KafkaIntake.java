// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import dev.evenkeel.benchmarks.scaling.CpuPool.User;
import dev.evenkeel.benchmarks.scaling.IntakeCosts.KafkaCosts;
import java.util.List;
import java.util.SplittableRandom;

/// Intake with Kafka: a server appends a batch to a partition and answers. The server that consumes the partition
/// stores the batches of a second, one group after the other. Not thread-safe.
final class KafkaIntake implements BatchIntake {
    private static final int MOST_BATCHES = 20_000;
    private static final int MOST_UNITS = 20_000;
    private static final long INTERVAL_NANOS = 1_000_000_000L;

    private final IntakeContext context;
    private final KafkaCosts costs;
    private final List<KafkaIntake> servers;
    private final BatchQueue records = new BatchQueue();
    private final int largestGroup;
    private long cycleBegun;
    private int leftInCycle;

    /// @param servers all servers, by number; complete when the simulation starts
    KafkaIntake(IntakeContext context, List<KafkaIntake> servers) {
        this.context = context;
        this.costs = context.costs().kafka();
        this.servers = servers;
        this.largestGroup = context.largestGroup(MOST_BATCHES, MOST_UNITS);
    }

    @Override
    public void start(SplittableRandom random) {
        context.events().schedule(random.nextLong(INTERVAL_NANOS), this::startCycle);
    }

    @Override
    public void process(int batch) {
        Runnable appended =
                () -> context.events().schedule(costs.appendLatency().toNanos(), () -> append(batch));
        Runnable validated = () -> context.machines().broker().run(User.BROKER, costs.broker(), appended);
        context.serve(costs.serverAppend(), validated);
    }

    private void append(int batch) {
        int hash = (context.batches().process(batch) * 0x9E3779B1) >>> 8;
        int partition = hash % context.scenario().machines().partitions();
        servers.get(partition % servers.size()).records.add(batch);
        context.answer().accept(batch);
    }

    private void startCycle() {
        cycleBegun = context.events().now();
        leftInCycle = records.size();
        storeNext();
    }

    private void storeNext() {
        if (leftInCycle == 0) {
            long next =
                    Math.max(0, cycleBegun + INTERVAL_NANOS - context.events().now());
            context.events().schedule(next, this::startCycle);
            return;
        }
        int[] group = records.remove(Math.min(leftInCycle, largestGroup));
        leftInCycle -= group.length;
        var cost = new StorageThreadCost(0, costs.consumer(), largestGroup);
        context.store(group, cost, costs.storage(), this::storeNext);
    }
}
