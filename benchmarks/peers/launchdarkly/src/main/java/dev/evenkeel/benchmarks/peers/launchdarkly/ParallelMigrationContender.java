// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.launchdarkly;

import com.launchdarkly.sdk.server.migrations.MigrationExecution;

/// Contender that reads both stores in parallel, the library's default.
public final class ParallelMigrationContender extends LaunchDarklyMigrationContender {
    public ParallelMigrationContender() {
        super(MigrationExecution.Parallel());
    }

    @Override
    public String name() {
        return "LaunchDarkly Migration, parallel";
    }

    @Override
    public String settings() {
        return "both reads at the same time in a pool of the library without a limit (its default); the caller waits for both; no time limit to set; events off";
    }
}
