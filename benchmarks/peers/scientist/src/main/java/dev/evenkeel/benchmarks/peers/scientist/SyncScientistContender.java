// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.scientist;

import com.github.rawls238.scientist4j.Experiment;
import dev.evenkeel.benchmarks.contest.ShadowPaths;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Contender that runs both paths in the caller's thread, one after the other.
public final class SyncScientistContender extends ScientistContender {
    private static final int THREADS = 2;

    public SyncScientistContender() {}

    @Override
    public String name() {
        return "Scientist run";
    }

    @Override
    public String settings() {
        return "both paths in the caller's thread, in random order; no time limit to set";
    }

    @Override
    ExecutorService pool() {
        return Executors.newFixedThreadPool(THREADS);
    }

    @Override
    String runExperiment(Experiment<String> experiment, ShadowPaths paths, String argument) throws Exception {
        return experiment.run(
                () -> paths.control().apply(argument), () -> paths.candidate().apply(argument));
    }
}
