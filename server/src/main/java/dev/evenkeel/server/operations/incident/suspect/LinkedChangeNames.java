// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.suspect;

/// Names by which incidents and technology declarations refer to changes: `rollout:r-1`.
public final class LinkedChangeNames {
    private LinkedChangeNames() {}

    /// The name of a change that was reported by a pipeline or a code host.
    public static String ofChange(String id) {
        return "change:" + id;
    }

    /// The name of a rollout.
    public static String ofRollout(String id) {
        return "rollout:" + id;
    }

    /// The name of a flag, whatever changes it.
    public static String ofFlag(String environment, String flag) {
        return "flag:" + environment + "/" + flag;
    }
}
