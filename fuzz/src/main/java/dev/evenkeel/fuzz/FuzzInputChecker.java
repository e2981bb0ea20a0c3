// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checker that runs a reader on each input and records failures. The inputs come from one thread; read the
/// results after that thread has ended.
final class FuzzInputChecker {
    private final FuzzTarget reader;
    private final Set<Class<?>> refusals;
    private final long baseBytes;
    private final long bytesPerByte;
    private final Map<String, FuzzFailure> failures = new LinkedHashMap<>();
    private long read;
    private long refused;
    private long mostBytes;

    FuzzInputChecker(FuzzTarget reader, Set<Class<?>> refusals, long baseBytes, long bytesPerByte) {
        this.reader = reader;
        this.refusals = refusals;
        this.baseBytes = baseBytes;
        this.bytesPerByte = bytesPerByte;
    }

    void check(FuzzInput input) {
        long before = ThreadResourceUsage.allocatedBytes(Thread.currentThread());
        runTarget(input);
        long used = ThreadResourceUsage.allocatedBytes(Thread.currentThread()) - before;
        mostBytes = Math.max(mostBytes, used);
        long most = baseBytes + bytesPerByte * input.length();
        if (used > most) {
            fail(new FuzzFailure(input, "allocated more than " + (most >> 20) + " MB", null));
        }
    }

    /* Errors of the JVM, such as a stack overflow, are among the failures to find. */
    @SuppressWarnings("CatchingUnchecked")
    private void runTarget(FuzzInput input) {
        try {
            reader.read(input);
            read++;
        } catch (Throwable e) {
            if (!refusals.contains(e.getClass())) {
                fail(FuzzFailure.ofError(input, e));
            } else if (String.valueOf(e.getMessage()).isBlank() || e.getMessage() == null) {
                fail(FuzzFailure.ofError(input, new AssertionError("a refusal without a message", e)));
            } else {
                refused++;
            }
        }
    }

    void fail(FuzzFailure failure) {
        synchronized (failures) {
            failures.putIfAbsent(failure.kind(), failure);
        }
    }

    List<FuzzFailure> failures() {
        synchronized (failures) {
            return new ArrayList<>(failures.values());
        }
    }

    FuzzReport toReport(String name) {
        return new FuzzReport(name, read, refused, mostBytes);
    }
}
