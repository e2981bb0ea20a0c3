// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.scientist;

import com.github.rawls238.scientist4j.Experiment;
import dev.evenkeel.benchmarks.contest.ShadowPaths;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Contender that runs both paths in the library's default pool of two threads.
public final class AsyncScientistContender extends ScientistContender {
    private static final int THREADS = 2;

    public AsyncScientistContender() {}

    @Override
    public String name() {
        return "Scientist runAsync";
    }

    @Override
    public String settings() {
        return "both paths in a pool of 2 threads (its default), the caller waits for control; no time limit to set";
    }

    @Override
    ExecutorService pool() {
        return Executors.newFixedThreadPool(THREADS);
    }

    @Override
    String runExperiment(Experiment<String> experiment, ShadowPaths paths, String argument) throws Exception {
        return experiment.runAsync(
                () -> paths.control().apply(argument), () -> paths.candidate().apply(argument));
    }
}
