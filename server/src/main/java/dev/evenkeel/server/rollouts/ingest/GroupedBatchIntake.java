// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The intake of batches without a log: batches that arrive within a few milliseconds share one transaction, and each
/// sender gets the answer after the commit. A batch that the database refuses fails alone: its group is rolled back,
/// and each batch is stored on its own. Thread-safe.
@Component
class GroupedBatchIntake implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(GroupedBatchIntake.class);

    private static final GroupingQueue.GroupLimits<ReceivedBatch> GROUP = new GroupingQueue.GroupLimits<>(
            Duration.ofMillis(20), 200, ReceivedBatch.WHOLE_GROUP, ReceivedBatch::shareOfGroup, ReceivedBatch::key);
    /* While one commits, the other collects. */
    private static final int THREADS = 2;

    private final BatchGroupStore store;
    private final GroupingQueue<ReceivedBatch, IngestResult> queue = new GroupingQueue<>(GROUP, this::storeGroup);
    private volatile boolean running;

    GroupedBatchIntake(BatchGroupStore store) {
        this.store = store;
    }

    /// Stores a batch, and returns when it is committed.
    ///
    /// @return number of calls of unknown rollouts, revisions or flags; empty for a duplicate
    /// @throws RuntimeException when the batch was not stored
    OptionalLong store(ReceivedBatch received) {
        return queue.submit(received).get();
    }

    private List<IngestResult> storeGroup(List<ReceivedBatch> group) {
        try {
            return storeTogether(group);
        } catch (RuntimeException e) {
            if (group.size() == 1 || BatchGroupStore.isDatabaseUnavailable(e)) {
                throw e;
            }
            LOG.warn("A batch prevents {} others from being stored; each is stored on its own", group.size() - 1, e);
            return group.stream().map(this::storeAlone).toList();
        }
    }

    private IngestResult storeAlone(ReceivedBatch received) {
        try {
            return storeTogether(List.of(received)).getFirst();
        } catch (RuntimeException e) {
            return IngestResult.rejected(e);
        }
    }

    private List<IngestResult> storeTogether(List<ReceivedBatch> group) {
        return store.store(group, () -> {});
    }

    @Override
    public void start() {
        running = true;
        queue.start("evenkeel-intake", THREADS);
    }

    @Override
    public void stop() {
        queue.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Starts before the web server, and stops after it.
    @Override
    public int getPhase() {
        return 0;
    }
}
