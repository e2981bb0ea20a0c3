// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.call;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.sdk.CallStartListener;
import dev.evenkeel.sdk.internal.tracking.TrackedSplit;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A notifier of a listener of calls, which handles its exceptions. Thread-safe when the listener is.
final class CallStartNotifier {
    private static final System.Logger LOG = System.getLogger("dev.evenkeel.sdk");

    private final CallStartListener listener;
    private final AtomicBoolean hasFailed = new AtomicBoolean();

    private CallStartNotifier(CallStartListener listener) {
        this.listener = listener;
    }

    /// Returns a notifier; null without a listener.
    static @Nullable CallStartNotifier ofNullable(@Nullable CallStartListener listener) {
        return listener == null ? null : new CallStartNotifier(listener);
    }

    void notifyCallStarted(String flagKey, String variant, Evaluation evaluation, @Nullable TrackedSplit split) {
        try {
            listener.callStarted(flagKey, variant, evaluation, split == null ? null : split.rollout());
        } catch (RuntimeException | Error e) {
            if (hasFailed.compareAndSet(false, true)) {
                LOG.log(Level.WARNING, "Evenkeel: the call listener failed; further failures are not logged", e);
            }
        }
    }
}
