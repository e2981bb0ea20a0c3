// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.faultinjection;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Injects faults for a time, each in a separate thread, and at most one at a time into each target. Thread-safe.
public final class FaultInjector implements AutoCloseable {
    private final Map<String, Thread> active = new ConcurrentHashMap<>();
    private final Queue<IOException> failures = new ConcurrentLinkedQueue<>();

    public FaultInjector() {}

    /// Injects a fault and returns without waiting for its end.
    ///
    /// @param target name of the target
    /// @param duration time until the fault is removed
    /// @return false, without effect, while the target has another fault
    public boolean inject(String target, Fault fault, Duration duration) {
        Thread thread = Thread.ofVirtual().name("fault of " + target).unstarted(() -> execute(target, fault, duration));
        if (active.putIfAbsent(target, thread) != null) {
            return false;
        }
        thread.start();
        return true;
    }

    private void execute(String target, Fault fault, Duration duration) {
        try {
            fault.during(() -> Thread.sleep(duration));
        } catch (IOException | RuntimeException e) {
            System.err.println("The fault of " + target + " failed: " + e.getMessage());
            failures.add(new IOException("the fault of " + target + " failed", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            active.remove(target);
        }
    }

    /// Returns whether a target has a fault, or has not recovered from it.
    public boolean isFaulty(String target) {
        return active.containsKey(target);
    }

    /// Waits until all faults have been removed.
    public void awaitRemoved() throws InterruptedException {
        for (Thread one : active.values()) {
            one.join();
        }
    }

    /// Throws the first failure to inject or remove a fault, if there is one.
    public void throwFailure() throws IOException {
        IOException failure = failures.peek();
        if (failure != null) {
            throw failure;
        }
    }

    /// Interrupts the faults.
    @Override
    public void close() {
        active.values().forEach(Thread::interrupt);
    }
}
