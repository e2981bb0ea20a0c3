// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.call;

import dev.evenkeel.sdk.FallBackToControlException;
import dev.evenkeel.sdk.ShadowCallMarker;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A call that runs in one thread while another waits for it.
final class BoundedCall<R extends @Nullable Object> implements Runnable {
    private final Supplier<? extends R> code;
    private final Runnable leave;
    private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
    /* Cleared while the caller waits, because an interrupted thread cannot wait. */
    private final boolean interrupted = Thread.interrupted();
    private final AtomicBoolean inPlace = new AtomicBoolean(true);
    private final CountDownLatch answered = new CountDownLatch(1);
    private State state = State.WAITING;
    private @Nullable Thread thread;
    private volatile @Nullable Supplier<R> answer;

    private enum State {
        WAITING,
        RUNNING,
        OVER
    }

    /// @param leave releases the slot; called once
    BoundedCall(Supplier<? extends R> code, Runnable leave) {
        this.code = code;
        this.leave = leave;
    }

    /// Returns this call with the caller's mark of a shadow call.
    Runnable toShadowMarkedTask() {
        Optional<String> shadowed = ShadowCallMarker.flagKey();
        return shadowed.isEmpty() ? this : () -> ShadowCallMarker.run(shadowed.get(), this);
    }

    @Override
    public void run() {
        Thread self = Thread.currentThread();
        if (!tryStart(self)) {
            return;
        }
        ClassLoader own = self.getContextClassLoader();
        self.setContextClassLoader(loader);
        try {
            R result = code.get();
            finish();
            complete(() -> result);
        } catch (Throwable thrown) {
            finish();
            complete(() -> {
                throw BoundedCall.<RuntimeException>rethrow(thrown);
            });
        } finally {
            self.setContextClassLoader(own);
        }
    }

    private synchronized boolean tryStart(Thread self) {
        boolean wanted = state == State.WAITING;
        if (wanted) {
            state = State.RUNNING;
            thread = self;
            if (interrupted) {
                self.interrupt();
            }
        }
        return wanted;
    }

    /* An interrupt must reach this call and not the thread's next one. */
    private synchronized void finish() {
        state = State.OVER;
        Thread.interrupted();
    }

    /* Before the caller continues, because its next call may follow at once. */
    private void complete(Supplier<R> given) {
        releaseSlot();
        answer = given;
        answered.countDown();
    }

    /// Called when the thread that was to run it has finished with it.
    ///
    /// @param mistake exception thrown outside the call's code, if any
    void onTaskFinished(@Nullable Throwable mistake) {
        if (tryCancelBeforeStart()) {
            complete(() -> {
                throw new FallBackToControlException("the candidate's thread did not run the call", mistake);
            });
        }
        if (isNotStarted()) {
            releaseSlot();
        }
    }

    private synchronized boolean tryCancelBeforeStart() {
        boolean waiting = state == State.WAITING;
        if (waiting) {
            state = State.OVER;
        }
        return waiting;
    }

    private synchronized boolean isNotStarted() {
        return thread == null;
    }

    private void releaseSlot() {
        if (inPlace.compareAndSet(true, false)) {
            leave.run();
        }
    }

    /// Waits for the result; exceptions of the code are rethrown unchanged. An interrupt is passed on to the
    /// code, as if it ran here.
    ///
    /// @param nanoTicker clock by which interrupts do not extend the wait
    R await(long nanos, LongSupplier nanoTicker) {
        long until = nanoTicker.getAsLong() + nanos;
        boolean interruptedMeanwhile = false;
        try {
            while (true) {
                try {
                    boolean inTime = answered.await(until - nanoTicker.getAsLong(), TimeUnit.NANOSECONDS);
                    Supplier<R> given = answer;
                    if (inTime && given != null) {
                        return given.get();
                    }
                    throw abandon();
                } catch (InterruptedException e) {
                    interruptedMeanwhile = true;
                    interrupt();
                }
            }
        } finally {
            if (interrupted || interruptedMeanwhile) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private RuntimeException abandon() {
        if (tryCancelBeforeStart()) {
            return new FallBackToControlException("no thread ran the candidate in time");
        }
        interrupt();
        return new CandidateExecutor.CallTimedOutException();
    }

    private synchronized void interrupt() {
        if (state == State.RUNNING && thread != null) {
            thread.interrupt();
        }
    }

    /* Includes checked exceptions, which the code can throw despite its declaration. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException rethrow(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
