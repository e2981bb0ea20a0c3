// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.launchdarkly;

import com.launchdarkly.sdk.server.migrations.MigrationExecution;
import com.launchdarkly.sdk.server.migrations.MigrationSerialOrder;

/// Contender that reads one store after the other.
public final class SerialMigrationContender extends LaunchDarklyMigrationContender {
    public SerialMigrationContender() {
        super(MigrationExecution.Serial(MigrationSerialOrder.FIXED));
    }

    @Override
    public String name() {
        return "LaunchDarkly Migration, serial";
    }

    @Override
    public String settings() {
        return "old store, then new one, in the caller's thread, fixed order; no time limit to set; events off";
    }
}
