// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database.maintenance;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The job that repairs data stored by older servers: quarantines rows with impossible numbers at startup, and
/// once a minute while older servers may run on the same database. Any number of servers may run it.
@Component
class InvalidRowQuarantineJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final List<InvalidRowRule> all;
    private final QuarantinedRowRepository quarantine;
    private final TransactionTemplate transaction;
    private final RepeatingTask task;

    InvalidRowQuarantineJob(
            List<InvalidRowRule> all, QuarantinedRowRepository quarantine, TransactionTemplate transaction) {
        this.all = List.copyOf(all);
        this.quarantine = quarantine;
        this.transaction = transaction;
        this.task = new RepeatingTask(
                "invalid row quarantine",
                PAUSE,
                Duration.ZERO,
                () -> RepeatingTask.forEachIsolatingFailures(this.all, this::quarantine));
    }

    private void quarantine(InvalidRowRule rows) {
        boolean more = true;
        while (more && task.isRunning()) {
            more = Boolean.TRUE.equals(transaction.execute(status -> quarantine.moveMatching(rows) > 0));
        }
    }

    @Override
    protected RepeatingTask task() {
        return task;
    }
}
