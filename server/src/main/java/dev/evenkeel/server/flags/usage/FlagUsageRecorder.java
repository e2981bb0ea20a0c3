// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import dev.evenkeel.server.flags.flag.FlagService;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// Recorder of served variants. Skips what was stored within the same hour, so that equal reports by many
/// processes cost one write. Thread-safe.
@Component
class FlagUsageRecorder {
    private final FlagUsageRepository flagUsageRepository;
    private final FlagService flags;
    private final Clock clock;
    private final Map<ServedVariant, Instant> hourWritten = new ConcurrentHashMap<>();

    FlagUsageRecorder(FlagUsageRepository flagUsageRepository, FlagService flags, Clock clock) {
        this.flagUsageRepository = flagUsageRepository;
        this.flags = flags;
        this.clock = clock;
    }

    /// @param use variants by flag; flags that the environment does not have are ignored
    void record(String environment, Map<String, Set<String>> use) {
        Instant now = clock.instant();
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        Set<String> known = flags.findLatest(environment)
                .map(snapshot -> snapshot.compiled().flagKeys())
                .orElse(Set.of());
        List<ServedVariant> due = new ArrayList<>();
        use.forEach((flag, variants) -> variants.stream()
                .map(variant -> new ServedVariant(environment, flag, variant))
                .filter(key -> known.contains(flag) && !hour.equals(hourWritten.get(key)))
                .forEach(due::add));
        if (!due.isEmpty()) {
            flagUsageRepository.saveUsage(due, now);
            due.forEach(key -> hourWritten.put(key, hour));
        }
    }
}
