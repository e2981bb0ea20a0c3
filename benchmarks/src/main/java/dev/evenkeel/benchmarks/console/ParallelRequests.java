// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Execution of requests in parallel.
final class ParallelRequests {
    private ParallelRequests() {}

    /// A request that may fail.
    @FunctionalInterface
    interface RequestTask<T> {
        T run() throws IOException, InterruptedException;
    }

    /// Runs all requests, each in a virtual thread, and waits for them.
    ///
    /// @return their results, in order
    /// @throws IOException when one failed
    static <T> List<T> runAll(List<RequestTask<T>> tasks) throws IOException, InterruptedException {
        List<Callable<T>> calls = new ArrayList<>();
        tasks.forEach(task -> calls.add(task::run));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(calls)) {
                results.add(each.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }
}
