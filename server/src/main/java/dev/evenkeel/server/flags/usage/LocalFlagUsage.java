// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import dev.evenkeel.core.flag.UnreportedUsage;
import dev.evenkeel.server.flags.flag.EnvironmentSnapshot;
import dev.evenkeel.server.flags.flag.FlagsChangedEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// What this server itself sees of the use of flags: evaluations that it does for OFREP, and readers that
/// evaluate elsewhere. Thread-safe.
@Component
class LocalFlagUsage {
    private final FlagUsageRecorder use;
    private final BulkFlagReaders readers;
    private final FlagUsageRepository table;
    private final Clock clock;
    private final Map<String, CurrentSnapshotUsage> environments = new ConcurrentHashMap<>();
    private final Map<BulkFlagReaders.ReaderSighting, Instant> hourWritten = new HashMap<>();

    LocalFlagUsage(FlagUsageRecorder use, BulkFlagReaders readers, FlagUsageRepository table, Clock clock) {
        this.use = use;
        this.readers = readers;
        this.table = table;
        this.clock = clock;
    }

    private record CurrentSnapshotUsage(EnvironmentSnapshot snapshot, UnreportedUsage former) {
        Map<String, Set<String>> take() {
            former.add(snapshot.compiled().takeUse());
            return former.take();
        }
    }

    /// Keeps what was evaluated on the snapshot before.
    @EventListener
    void flagsChanged(FlagsChangedEvent event) {
        environments.compute(event.snapshot().environment(), (environment, before) -> {
            UnreportedUsage former = before == null ? new UnreportedUsage() : before.former();
            if (before != null) {
                former.add(before.snapshot().compiled().takeUse());
            }
            return new CurrentSnapshotUsage(event.snapshot(), former);
        });
    }

    /// Stores everything seen since the last call. What cannot be stored is kept for the next one.
    synchronized void store() {
        environments.forEach((environment, inForce) -> {
            Map<String, Set<String>> taken = inForce.take();
            try {
                use.store(environment, taken);
            } catch (RuntimeException e) {
                inForce.former().add(taken);
                throw e;
            }
        });
        Instant now = clock.instant();
        readers.take().forEach(sign -> store(sign, now));
    }

    /// A sign that cannot be stored is lost; readers come again.
    private void store(BulkFlagReaders.ReaderSighting sign, Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        if (!hour.equals(hourWritten.get(sign))) {
            table.readerSeen(sign.environment(), sign.way().name(), now);
            hourWritten.put(sign, hour);
        }
    }
}
