// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database.maintenance;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The job that repairs data stored by older servers: quarantines rows with impossible numbers at startup, and
/// once a minute while older servers may run on the same database. Any number of servers may run it.
@Component
class InvalidRowQuarantineJob {
    private final List<InvalidRowRule> all;
    private final QuarantinedRowRepository quarantine;
    private final TransactionTemplate transaction;
    private final BackgroundJob job;

    InvalidRowQuarantineJob(
            List<InvalidRowRule> all,
            QuarantinedRowRepository quarantine,
            TransactionTemplate transaction,
            BackgroundJobs jobs) {
        this.all = List.copyOf(all);
        this.quarantine = quarantine;
        this.transaction = transaction;
        this.job = jobs.add(BackgroundJob.builder(
                "invalid row quarantine",
                Duration.ofMinutes(1),
                () -> BackgroundJob.forEachIsolatingFailures(this.all, this::quarantine)));
    }

    private void quarantine(InvalidRowRule rows) {
        boolean more = true;
        while (more && job.isRunning()) {
            more = Boolean.TRUE.equals(transaction.execute(status -> quarantine.moveMatching(rows) > 0));
        }
    }
}
