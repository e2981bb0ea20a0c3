// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.foundation.jobs.RepeatedWork;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Stores every minute, and at the end, what this server saw of the use of flags, and when new flags came.
@Component
class UseLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(UseLoop.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final UseHere here;
    private final FlagBirths births;
    private final Flags flags;
    private final RepeatedWork work = new RepeatedWork("use of flags", PAUSE, Duration.ZERO, this::look);

    UseLoop(UseHere here, FlagBirths births, Flags flags) {
        this.here = here;
        this.births = births;
        this.flags = flags;
    }

    @Override
    public void start() {
        work.start();
    }

    @Override
    public void stop() {
        work.stop();
        try {
            here.store();
        } catch (DataAccessException e) {
            LOG.info("Use of flags within the last minute was not stored: {}", e.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return work.isRunning();
    }

    /// Ends after the web server, whose last requests count too.
    @Override
    public int getPhase() {
        return 1;
    }

    private void look() {
        here.store();
        flags.environments().forEach(births::catchUp);
    }
}
