// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.examples.demo.client.JsonHttpClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Editor that changes a flag without rollouts every few seconds until it is stopped. Runs in a separate
/// thread.
final class PeriodicFlagEditor implements Runnable {
    private static final String FLAG = "banner";
    private static final long PAUSE_MILLIS = 7_000;

    private final JsonHttpClient api;
    private final List<String> environments;
    private volatile boolean over;
    private int number;

    PeriodicFlagEditor(JsonHttpClient api, List<String> environments) {
        this.api = api;
        this.environments = environments;
    }

    /// Returns the initial flag.
    static Map<String, Object> flag(int number) {
        return Map.of("state", "ENABLED", "variants", Map.of("shown", "edition " + number), "defaultVariant", "shown");
    }

    @Override
    public void run() {
        try {
            while (!over) {
                for (String environment : environments) {
                    edit(environment);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Makes one edit. If it fails, the edit may still have been applied.
    ///
    /// @return whether the edit was confirmed
    boolean edit(String environment) throws InterruptedException {
        number++;
        try {
            api.put("/api/v1/environments/" + environment + "/flags/" + FLAG, flag(number));
            return true;
        } catch (IOException unknown) {
            return false;
        }
    }

    void stop() {
        over = true;
    }
}
