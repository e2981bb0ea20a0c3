// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;

/// A rollout at its first step with one process of its service, for tests of other packages. Calls of both
/// variants fail equally often, so the guard does not roll it back.
public final class RunningRollout {
    private static final int CALLS = 200;

    private final RolloutScene rolloutScene;
    private final SimulatedService process;
    private final String id;

    public RunningRollout(TestServer server, long seed) {
        this.rolloutScene = new RolloutScene(server);
        this.process = rolloutScene
                .service("one", seed)
                .withFailureRate("classic", 0.1)
                .withFailureRate("modern", 0.1);
        this.id = rolloutScene.startRunning(process);
        process.callAndSend(CALLS);
    }

    public String id() {
        return id;
    }

    /// Key of its flag in the environment `default`.
    public String flag() {
        return rolloutScene.flag;
    }

    /// Loads and acknowledges the newest flags, which also updates when the process was last seen.
    public void refresh() {
        process.refresh();
    }
}
