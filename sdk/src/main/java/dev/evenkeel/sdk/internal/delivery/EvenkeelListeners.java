// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.delivery;

import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.sdk.SdkState;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The registered listeners. A notification costs its caller a few nanoseconds per listener. Thread-safe.
public final class EvenkeelListeners {
    private final List<SingleListenerNotifier> subscribers = new CopyOnWriteArrayList<>();

    public void add(SingleListenerNotifier subscriber) {
        subscribers.add(subscriber);
    }

    public void remove(SingleListenerNotifier subscriber) {
        subscribers.remove(subscriber);
        subscriber.close();
    }

    public void stateChanged(SdkState state) {
        subscribers.forEach(subscriber -> subscriber.stateChanged(state));
    }

    void flagsChanged(FlagSnapshot flags) {
        subscribers.forEach(subscriber -> subscriber.flagsChanged(flags));
    }

    public void removeAll() {
        subscribers.forEach(this::remove);
    }

    /// Returns an executor with one thread for one listener, which exists only while there are notifications.
    public static Executor ownThread() {
        return new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), loop -> {
            var thread = new Thread(loop, "evenkeel-listener");
            thread.setDaemon(true);
            return thread;
        });
    }
}
