// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.server.foundation.database.DualPoolDataSource;
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

/// The newest committed snapshot of each environment, in memory. Only [#refresh] fills it, so nothing
/// uncommitted gets in. Thread-safe.
@Component
class FlagSnapshotCache {
    private static final Logger LOG = LoggerFactory.getLogger(FlagSnapshotCache.class);

    private final FlagRepository table;
    private final LostRevisionRegistry lost;
    private final ApplicationEventPublisher events;
    private final LongSupplier nanoTicker;
    private final Map<String, EnvironmentSnapshot> latest = new ConcurrentHashMap<>();
    private volatile long comparedAt;

    FlagSnapshotCache(
            FlagRepository table,
            LostRevisionRegistry lost,
            ApplicationEventPublisher events,
            LongSupplier nanoTicker) {
        this.table = table;
        this.lost = lost;
        this.events = events;
        this.nanoTicker = nanoTicker;
        this.comparedAt = nanoTicker.getAsLong();
    }

    Optional<EnvironmentSnapshot> find(String environment) {
        return Optional.ofNullable(latest.get(environment));
    }

    /// Compares with the database, loads what is new and tells whoever listens. A lower revision counts as new
    /// too: the database may have been restored from a backup. One caller at a time, so that changes are told
    /// in order. Callers that waited while another comparison began and ended share its result.
    ///
    /// Uses a connection of the guard's pool whoever calls, because the rollbacks of the guard wait for the
    /// caller.
    void refresh() {
        long called = nanoTicker.getAsLong();
        DualPoolDataSource.callAsGuard(() -> {
            refreshSince(called);
            return true;
        });
    }

    /// Loads a change of this server when it is committed and before its author gets an answer, so that the
    /// next read on this server sees it. Other servers load it when they are notified.
    @TransactionalEventListener
    void committed(RevisionAdvancedEvent change) {
        try {
            refresh();
        } catch (DataAccessException e) {
            LOG.warn(
                    "Revision {} of {} is committed and not loaded yet: {}",
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
        table.revisions().forEach((environment, revision) -> {
            EnvironmentSnapshot known = latest.get(environment);
            if (known == null || known.revision() != revision) {
                table.find(environment).ifPresent(stored -> take(environment, stored));
            }
        });
        comparedAt = began;
    }

    /// How long ago the comparison began that came to its end last.
    Duration age() {
        return Duration.ofNanos(nanoTicker.getAsLong() - comparedAt);
    }

    private void take(String environment, FlagRepository.StoredFlagSet stored) {
        EnvironmentSnapshot snapshot = EnvironmentSnapshot.of(environment, stored);
        latest.put(environment, snapshot);
        events.publishEvent(new FlagsChangedEvent(snapshot));
    }
}
