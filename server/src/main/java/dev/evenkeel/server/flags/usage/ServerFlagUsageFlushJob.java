// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// The job that stores the flag usage seen by this server and the creation times of new flags, every minute and
/// at shutdown.
@Component
class ServerFlagUsageFlushJob implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ServerFlagUsageFlushJob.class);

    private final ServerFlagUsageCollector here;
    private final FlagCreationTimeRepository flagCreationTimeRepository;
    private final FlagService flags;
    private final BackgroundJob job = BackgroundJob.builder("flag usage flush", Duration.ofMinutes(1), this::runOnce)
            .build();

    ServerFlagUsageFlushJob(
            ServerFlagUsageCollector here, FlagCreationTimeRepository flagCreationTimeRepository, FlagService flags) {
        this.here = here;
        this.flagCreationTimeRepository = flagCreationTimeRepository;
        this.flags = flags;
    }

    @Override
    public void start() {
        job.start();
    }

    @Override
    public void stop() {
        job.requestStop();
        try {
            here.flush();
        } catch (DataAccessException e) {
            LOG.info("Flag usage of the last minute was not stored: {}", e.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return job.isRunning();
    }

    /// Stops after the web server, so that its last requests count.
    @Override
    public int getPhase() {
        return 1;
    }

    private void runOnce() {
        here.flush();
        flags.listEnvironments().forEach(flagCreationTimeRepository::indexNewDefinitions);
    }
}
