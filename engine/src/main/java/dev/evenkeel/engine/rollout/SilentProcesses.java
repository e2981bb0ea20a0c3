// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import java.util.List;

/// Processes whose outcomes are missing, as known to the server.
///
/// @param known whether the list is recent; the rollout does not advance before it is
/// @param all silent processes, longest silence first, at most [#MAX_PROCESSES]
public record SilentProcesses(boolean known, List<SilentProcess> all) {
    /// Maximum size of the list. A list of this size may be incomplete.
    public static final int MAX_PROCESSES = 1_000;

    /// No recent list.
    public static final SilentProcesses UNKNOWN = new SilentProcesses(false, List.of());

    /// No silent processes, or no query needed.
    public static final SilentProcesses NONE = of(List.of());

    public SilentProcesses {
        all = List.copyOf(all);
    }

    /// Creates a recent list.
    public static SilentProcesses of(List<SilentProcess> all) {
        return new SilentProcesses(true, all);
    }
}
