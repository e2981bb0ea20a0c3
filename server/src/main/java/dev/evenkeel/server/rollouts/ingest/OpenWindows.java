// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.server.rollouts.evidence.RolloutExposureWindow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The open windows of some rollouts.
record OpenWindows(Map<Key, OpenRolloutExposureWindow> windows, Set<String> rollouts) {
    record Key(String rollout, long revision) {}

    static OpenWindows of(List<OpenRolloutExposureWindow> all) {
        Map<Key, OpenRolloutExposureWindow> windows = new HashMap<>();
        Set<String> rollouts = new HashSet<>();
        for (OpenRolloutExposureWindow open : all) {
            RolloutExposureWindow window = open.window();
            windows.put(new Key(window.rollout(), window.revision()), open);
            rollouts.add(window.rollout());
        }
        return new OpenWindows(windows, rollouts);
    }

    /// Returns the window that a summary belongs to, or null: same environment, rollout, revision and flag, and a
    /// variant with that role.
    @Nullable
    OpenRolloutExposureWindow find(String environment, OutcomeSummary summary, SplitKey split) {
        OpenRolloutExposureWindow open = windows.get(new Key(split.rollout(), split.revision()));
        return open != null && open.matches(environment, summary, split) ? open : null;
    }

    /// Whether the rollout is known, but not this revision of it.
    boolean isUnknownRevision(SplitKey split) {
        return rollouts.contains(split.rollout()) && !windows.containsKey(new Key(split.rollout(), split.revision()));
    }
}
