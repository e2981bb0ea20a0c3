// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// Record of clients that fetch all flags and evaluate them without reporting. While such clients exist, a flag
/// without reported usage may still be in use. Thread-safe.
@Component
public class BulkFetchRecorder {
    private final Set<BulkFetchedEnvironment> signs = ConcurrentHashMap.newKeySet();

    /// The protocol of a bulk fetch.
    public enum Protocol {
        /// flagd's sync, by HTTP or gRPC.
        FLAGD_SYNC,
        /// OFREP's bulk evaluation.
        OFREP_BULK
    }

    record BulkFetchedEnvironment(String environment, Protocol protocol) {}

    /// Records that a client fetched flags, in memory; the record is stored within a minute.
    public void recordSeen(String environment, Protocol way) {
        signs.add(new BulkFetchedEnvironment(environment, way));
    }

    /// Returns and removes the records since the last call.
    List<BulkFetchedEnvironment> drain() {
        List<BulkFetchedEnvironment> taken = List.copyOf(signs);
        taken.forEach(signs::remove);
        return taken;
    }
}
