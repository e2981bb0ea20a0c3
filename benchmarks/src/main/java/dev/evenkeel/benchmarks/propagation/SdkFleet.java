// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.propagation;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.EvenkeelConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Real SDKs, which parse and compile what they receive, polled for the flag `probe`. Not thread-safe.
final class SdkFleet implements AutoCloseable {
    /// A strong reference preserves its level; without it, each SDK would log its connection.
    private static final Logger LOG = Logger.getLogger("dev.evenkeel.sdk");

    private final List<Evenkeel> sdks = new ArrayList<>();
    private final long[] since;

    SdkFleet(URI server, String sdkKey, int size) {
        LOG.setLevel(Level.WARNING);
        for (int i = 0; i < size; i++) {
            sdks.add(Evenkeel.start(EvenkeelConfig.builder(server, sdkKey).build()));
        }
        since = new long[size];
    }

    int size() {
        return sdks.size();
    }

    /// Forgets which SDKs have the value.
    void reset() {
        Arrays.fill(since, 0);
    }

    /// Polls each SDK that did not have the value yet, and records the time when it has.
    ///
    /// @return number of SDKs that have it
    int pollCountAt(int value) {
        int count = 0;
        for (int i = 0; i < since.length; i++) {
            if (since[i] == 0 && probe(i) == value) {
                since[i] = System.nanoTime();
            }
            count += since[i] == 0 ? 0 : 1;
        }
        return count;
    }

    /// Returns when an SDK was first seen with the value.
    long since(int sdk) {
        return since[sdk];
    }

    @Override
    public void close() {
        sdks.forEach(Evenkeel::close);
    }

    private int probe(int sdk) {
        return sdks.get(sdk).evaluate("probe", EvaluationContext.EMPTY).intOr(-1);
    }
}
