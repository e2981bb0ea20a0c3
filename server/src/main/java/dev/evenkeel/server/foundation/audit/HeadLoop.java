// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.server.foundation.jobs.RepeatedWork;
import dev.evenkeel.server.foundation.jobs.WorkLoop;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Publishes heads again and again, on a thread that nobody waits for.
@Component
class HeadLoop extends WorkLoop {
    private final RepeatedWork work;

    HeadLoop(HeadPublishing publishing) {
        this.work = new RepeatedWork("heads of the ledger", publishing.every(), Duration.ZERO, publishing::publish);
    }

    @Override
    protected RepeatedWork work() {
        return work;
    }
}
