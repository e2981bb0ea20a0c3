// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.diagnostics;

import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.core.wire.UnevaluatedRollout;
import dev.evenkeel.core.wire.codec.WireCodec;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A log that warns once when the server stops evaluating the outcomes of a rollout, and reports once when it
/// resumes.
public final class StalledRolloutGuardLog {
    private static final System.Logger LOG = System.getLogger("dev.evenkeel.sdk");

    private final Duration patience;
    private final Set<String> warned = new HashSet<>();

    /// @param patience how long outcomes may remain unevaluated before a warning
    public StalledRolloutGuardLog(Duration patience) {
        this.patience = patience;
    }

    /// Processes the server's response to a batch; an unreadable one is ignored.
    public void handleResponse(String text) {
        if (text.contains("\"unjudged\"") || !warned.isEmpty()) {
            try {
                update(WireCodec.decodeUnevaluated(text.getBytes(StandardCharsets.UTF_8)));
            } catch (MalformedMessageException e) {
                LOG.log(Level.DEBUG, "Evenkeel: unreadable response to an outcome batch", e);
            }
        }
    }

    private void update(List<UnevaluatedRollout> unjudged) {
        Set<String> waiting = new HashSet<>();
        for (UnevaluatedRollout one : unjudged) {
            if (one.seconds() >= patience.toSeconds()) {
                waiting.add(one.rollout());
                warn(one);
            }
        }
        for (String rollout : List.copyOf(warned)) {
            if (!waiting.contains(rollout)) {
                warned.remove(rollout);
                LOG.log(Level.INFO, "Evenkeel: the guard evaluates rollout " + rollout + " again");
            }
        }
    }

    private void warn(UnevaluatedRollout one) {
        if (warned.add(one.rollout())) {
            LOG.log(
                    Level.WARNING,
                    "Evenkeel: the guard has not evaluated rollout " + one.rollout() + " for " + one.seconds()
                            + " s, although outcomes reach the server. The exposure does not change, and a failing"
                            + " candidate is not rolled back. Check the server log, or abort the rollout");
        }
    }
}
