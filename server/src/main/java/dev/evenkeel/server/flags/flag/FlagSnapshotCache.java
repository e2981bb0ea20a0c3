// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.server.foundation.database.GuardAndRequestPoolDataSource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/// A cache of the newest committed snapshot of each environment. Only [#refresh] fills it, so it never contains
/// uncommitted data. Thread-safe.
@Component
class FlagSnapshotCache {
    private static final Logger LOG = LoggerFactory.getLogger(FlagSnapshotCache.class);

    private final FlagRepository repository;
    private final LostRevisionRegistry lost;
    private final ApplicationEventPublisher events;
    private final LongSupplier nanoTicker;
    private final Map<String, EnvironmentSnapshot> latest = new ConcurrentHashMap<>();
    private volatile long comparedAt;

    FlagSnapshotCache(
            FlagRepository repository,
            LostRevisionRegistry lost,
            ApplicationEventPublisher events,
            LongSupplier nanoTicker) {
        this.repository = repository;
        this.lost = lost;
        this.events = events;
        this.nanoTicker = nanoTicker;
        this.comparedAt = nanoTicker.getAsLong();
    }

    Optional<EnvironmentSnapshot> find(String environment) {
        return Optional.ofNullable(latest.get(environment));
    }

    /// Compares the cache with the database, loads new revisions and publishes [FlagsChangedEvent]. A lower
    /// revision counts as new too, because the database may have been restored from a backup. One caller
    /// refreshes at a time, so events are published in order. Callers that waited while another refresh began
    /// and ended share its result.
    ///
    /// Always uses a connection of the guard's pool, because the rollbacks of the guard wait for the caller.
    void refresh() {
        long called = nanoTicker.getAsLong();
        GuardAndRequestPoolDataSource.callAsGuard(() -> {
            refreshSince(called);
            return true;
        });
    }

    /// Loads a change made by this server after its commit and before its author gets the response, so that the
    /// next read on this server sees it. Other servers load it when they are notified.
    @TransactionalEventListener
    void onRevisionAdvanced(RevisionAdvancedEvent change) {
        try {
            refresh();
        } catch (DataAccessException e) {
            LOG.warn(
                    "Revision {} of {} is committed, but this server has not loaded it yet: {}",
                    change.revision(),
                    change.environment(),
                    e.toString());
        }
    }

    private synchronized void refreshSince(long called) {
        if (comparedAt - called > 0) {
            return;
        }
        long began = nanoTicker.getAsLong();
        lost.refresh();
        repository.findRevisions().forEach((environment, revision) -> {
            EnvironmentSnapshot known = latest.get(environment);
            if (known == null || known.revision() != revision) {
                repository.findByEnvironment(environment).ifPresent(stored -> replace(environment, stored));
            }
        });
        comparedAt = began;
    }

    /// Returns the time since the last completed refresh began.
    Duration age() {
        return Duration.ofNanos(nanoTicker.getAsLong() - comparedAt);
    }

    private void replace(String environment, FlagRepository.StoredFlagSet stored) {
        EnvironmentSnapshot snapshot = EnvironmentSnapshot.of(environment, stored);
        latest.put(environment, snapshot);
        events.publishEvent(new FlagsChangedEvent(snapshot));
    }
}
