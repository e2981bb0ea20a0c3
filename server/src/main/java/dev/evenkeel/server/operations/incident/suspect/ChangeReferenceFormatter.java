// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.suspect;

/// Names by which incidents and technology declarations refer to changes, such as `rollout:r-1`.
public final class ChangeReferenceFormatter {
    private ChangeReferenceFormatter() {}

    /// Returns the name of a change reported by a pipeline or a code host.
    public static String ofChange(String id) {
        return "change:" + id;
    }

    /// Returns the name of a rollout.
    public static String ofRollout(String id) {
        return "rollout:" + id;
    }

    /// Returns the name of a flag, for any kind of change to it.
    public static String ofFlag(String environment, String flag) {
        return "flag:" + environment + "/" + flag;
    }
}
