// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability;

import dev.evenkeel.benchmarks.server.ServerCluster;
import dev.evenkeel.net.NetworkProxy;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.EvenkeelConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Real SDKs that follow the flags of the servers through a proxy, which assigns each connection to the next server
/// that accepts. Not thread-safe.
final class SdkStreams implements AutoCloseable {
    /// A strong reference preserves its level; without it, each SDK would log its connection.
    private static final Logger LOG = Logger.getLogger("dev.evenkeel.sdk");

    private static final Duration PAUSE = Duration.ofMillis(2);

    private final NetworkProxy proxy;
    private final List<Evenkeel> sdks = new ArrayList<>();

    SdkStreams(ServerCluster servers, int size) throws IOException {
        LOG.setLevel(Level.OFF);
        this.proxy = new NetworkProxy(servers.ports());
        URI address = URI.create("http://127.0.0.1:" + proxy.port());
        for (int i = 0; i < size; i++) {
            sdks.add(Evenkeel.start(
                    EvenkeelConfig.builder(address, servers.access(0).sdkKey()).build()));
        }
    }

    int size() {
        return sdks.size();
    }

    /// Waits until all SDKs have at least a revision.
    ///
    /// @return when each SDK was first seen with it, at a resolution of 2 ms; fewer than all after the limit
    List<Instant> awaitRevision(long revision, Duration limit) throws InterruptedException {
        List<Instant> seen = new ArrayList<>();
        List<Evenkeel> missing = new ArrayList<>(sdks);
        Instant end = Instant.now().plus(limit);
        while (!missing.isEmpty() && Instant.now().isBefore(end)) {
            missing.removeIf(sdk -> {
                boolean has = sdk.stats().revision() >= revision;
                if (has) {
                    seen.add(Instant.now());
                }
                return has;
            });
            Thread.sleep(PAUSE);
        }
        return seen;
    }

    /// Returns the number of SDKs whose revision is another one.
    long countBesides(long revision) {
        return sdks.stream().filter(sdk -> sdk.stats().revision() != revision).count();
    }

    @Override
    public void close() {
        sdks.parallelStream().forEach(Evenkeel::close);
        proxy.close();
    }
}
