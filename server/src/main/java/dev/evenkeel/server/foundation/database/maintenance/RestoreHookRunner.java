// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database.maintenance;

import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.startup.StartupTask;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Runner of every [RestoreHook] when the server is started with `--restored-from-backup`, before flags are
/// loaded.
@Component
class RestoreHookRunner extends StartupTask {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreHookRunner.class);

    private final ServerStartOptions options;
    private final List<RestoreHook> work;
    private final TransactionTemplate transaction;

    RestoreHookRunner(ServerStartOptions options, List<RestoreHook> work, TransactionTemplate transaction) {
        this.options = options;
        this.work = List.copyOf(work);
        this.transaction = transaction;
    }

    @Override
    protected void run() {
        String reason = options.restoreReason();
        if (reason != null) {
            transaction.executeWithoutResult(status -> work.forEach(one -> one.onRestored(reason)));
            LOG.warn("The database is marked as restored from a backup. Omit --restored-from-backup at the next start");
        }
    }
}
