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

/// Real SDKs, which read and compile what they get, asked again and again for the flag `probe`. Confined to one
/// thread.
final class SdkFleet implements AutoCloseable {
    /// Kept, so that its level stays: each SDK would say that it is connected.
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

    /// Forgets who has what.
    void reset() {
        Arrays.fill(since, 0);
    }

    /// Asks each SDK that did not have the value yet, and notes the time when it has.
    ///
    /// @return how many have it
    int on(int value) {
        int count = 0;
        for (int i = 0; i < since.length; i++) {
            if (since[i] == 0 && probe(i) == value) {
                since[i] = System.nanoTime();
            }
            count += since[i] == 0 ? 0 : 1;
        }
        return count;
    }

    /// When an SDK was first seen to give the value.
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
