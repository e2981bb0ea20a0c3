// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import java.util.List;

/// Processes whose outcomes are missing, as far as the server knows.
///
/// @param known whether the server has looked lately; nothing goes on before it has
/// @param all the longest quiet first, at most [#MOST]
public record SilentProcesses(boolean known, List<SilentProcess> all) {
    /// Most that are known at a time. When there are as many, there may be more.
    public static final int MOST = 1_000;

    /// The server has not looked lately.
    public static final SilentProcesses UNKNOWN = new SilentProcesses(false, List.of());

    /// Every process sends outcomes, or nobody asks.
    public static final SilentProcesses NONE = of(List.of());

    public SilentProcesses {
        all = List.copyOf(all);
    }

    /// What a look found.
    public static SilentProcesses of(List<SilentProcess> all) {
        return new SilentProcesses(true, all);
    }
}
