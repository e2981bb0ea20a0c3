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

/// The flag usage that this server itself sees: its OFREP evaluations, and clients that fetch flags and
/// evaluate them elsewhere. Thread-safe.
@Component
class ServerFlagUsageCollector {
    private final FlagUsageRecorder use;
    private final BulkFetchRecorder recorder;
    private final FlagUsageRepository flagUsageRepository;
    private final Clock clock;
    private final Map<String, CurrentSnapshotUsage> environments = new ConcurrentHashMap<>();
    private final Map<BulkFetchRecorder.BulkFetchedEnvironment, Instant> hourWritten = new HashMap<>();

    ServerFlagUsageCollector(
            FlagUsageRecorder use, BulkFetchRecorder recorder, FlagUsageRepository flagUsageRepository, Clock clock) {
        this.use = use;
        this.recorder = recorder;
        this.flagUsageRepository = flagUsageRepository;
        this.clock = clock;
    }

    private record CurrentSnapshotUsage(EnvironmentSnapshot snapshot, UnreportedUsage former) {
        Map<String, Set<String>> drain() {
            former.add(snapshot.compiled().drainUsage());
            return former.drain();
        }
    }

    /// Keeps the unreported evaluations of the previous snapshot.
    @EventListener
    void flagsChanged(FlagsChangedEvent event) {
        environments.compute(event.snapshot().environment(), (environment, before) -> {
            UnreportedUsage former = before == null ? new UnreportedUsage() : before.former();
            if (before != null) {
                former.add(before.snapshot().compiled().drainUsage());
            }
            return new CurrentSnapshotUsage(event.snapshot(), former);
        });
    }

    /// Stores the usage since the last call. Usage that cannot be stored is retried by the next call.
    synchronized void flush() {
        environments.forEach((environment, inForce) -> {
            Map<String, Set<String>> taken = inForce.drain();
            try {
                use.record(environment, taken);
            } catch (RuntimeException e) {
                inForce.former().add(taken);
                throw e;
            }
        });
        Instant now = clock.instant();
        recorder.drain().forEach(sign -> saveReader(sign, now));
    }

    /// Stores a bulk fetch. A fetch that cannot be stored is dropped, because clients fetch again.
    private void saveReader(BulkFetchRecorder.BulkFetchedEnvironment sign, Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        if (!hour.equals(hourWritten.get(sign))) {
            flagUsageRepository.saveReader(sign.environment(), sign.protocol().name(), now);
            hourWritten.put(sign, hour);
        }
    }
}
