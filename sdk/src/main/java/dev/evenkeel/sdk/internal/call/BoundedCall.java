// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.call;

import dev.evenkeel.sdk.CallNotStartedException;
import dev.evenkeel.sdk.ShadowCall;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A call that one thread waits for and another one runs.
final class BoundedCall<R extends @Nullable Object> implements Runnable {
    private final Supplier<? extends R> code;
    private final Runnable leave;
    private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
    /* Taken from the caller for as long as it waits, since a thread that is interrupted cannot. */
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

    /// @param leave gives its place back; called once
    BoundedCall(Supplier<? extends R> code, Runnable leave) {
        this.code = code;
        this.leave = leave;
    }

    /// This call with the caller's mark of a shadow.
    Runnable marked() {
        Optional<String> shadowed = ShadowCall.flagKey();
        return shadowed.isEmpty() ? this : () -> ShadowCall.run(shadowed.get(), this);
    }

    @Override
    public void run() {
        Thread self = Thread.currentThread();
        if (!begins(self)) {
            return;
        }
        ClassLoader own = self.getContextClassLoader();
        self.setContextClassLoader(loader);
        try {
            R result = code.get();
            ends();
            give(() -> result);
        } catch (Throwable thrown) {
            ends();
            give(() -> {
                throw BoundedCall.<RuntimeException>unchanged(thrown);
            });
        } finally {
            self.setContextClassLoader(own);
        }
    }

    private synchronized boolean begins(Thread self) {
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

    /* What interrupts belongs to this call and not to the next one of the thread. */
    private synchronized void ends() {
        state = State.OVER;
        Thread.interrupted();
    }

    /* Before its caller goes on, whose next call may come at once. */
    private void give(Supplier<R> given) {
        giveBack();
        answer = given;
        answered.countDown();
    }

    /// The thread that was to run it is done with it.
    ///
    /// @param mistake what was thrown around the call, if anything
    void isOver(@Nullable Throwable mistake) {
        if (neverBegins()) {
            give(() -> {
                throw new CallNotStartedException("the candidate's thread did not run the call", mistake);
            });
        }
        if (hasNotBegun()) {
            giveBack();
        }
    }

    private synchronized boolean neverBegins() {
        boolean waiting = state == State.WAITING;
        if (waiting) {
            state = State.OVER;
        }
        return waiting;
    }

    private synchronized boolean hasNotBegun() {
        return thread == null;
    }

    private void giveBack() {
        if (inPlace.compareAndSet(true, false)) {
            leave.run();
        }
    }

    /// Waits for the answer; what the code throws comes out unchanged. An interrupt is passed on to the code,
    /// as if it ran here.
    ///
    /// @param nanoTicker by which interrupts do not make the wait longer
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
                    throw givenUp();
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

    private RuntimeException givenUp() {
        if (neverBegins()) {
            return new CallNotStartedException("the candidate had no thread in time");
        }
        interrupt();
        return new CandidateExecutor.CallTimedOutException();
    }

    private synchronized void interrupt() {
        if (state == State.RUNNING && thread != null) {
            thread.interrupt();
        }
    }

    /* Checked exceptions too, which the code should not throw and can. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException unchanged(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
