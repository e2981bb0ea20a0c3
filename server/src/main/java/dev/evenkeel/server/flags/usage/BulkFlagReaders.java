// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// Clients that fetch all flags to evaluate them where nobody sees it. While there are some, a flag without
/// reported use may be in use all the same. Thread-safe.
@Component
public class BulkFlagReaders {
    private final Set<ReaderSighting> signs = ConcurrentHashMap.newKeySet();

    /// How they fetch.
    public enum Protocol {
        /// flagd's sync, by HTTP or gRPC.
        FLAGD_SYNC,
        /// OFREP's evaluation of all flags at once.
        OFREP_BULK
    }

    record ReaderSighting(String environment, Protocol way) {}

    /// Notes that a client was there; costs nothing, it is written within a minute.
    public void seen(String environment, Protocol way) {
        signs.add(new ReaderSighting(environment, way));
    }

    /// The signs noted since the last call.
    List<ReaderSighting> take() {
        List<ReaderSighting> taken = List.copyOf(signs);
        taken.forEach(signs::remove);
        return taken;
    }
}
