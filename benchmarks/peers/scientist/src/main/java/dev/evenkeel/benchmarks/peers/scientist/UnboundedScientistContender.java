// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.scientist;

import com.github.rawls238.scientist4j.Experiment;
import dev.evenkeel.benchmarks.contest.ShadowPaths;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Contender that runs both paths in an unbounded pool.
public final class UnboundedScientistContender extends ScientistContender {
    public UnboundedScientistContender() {}

    @Override
    public String name() {
        return "Scientist runAsync, growing pool";
    }

    @Override
    public String settings() {
        return "both paths in a pool without a limit, which the application gives; the caller waits for control; no time limit to set";
    }

    @Override
    ExecutorService pool() {
        return Executors.newCachedThreadPool();
    }

    @Override
    String runExperiment(Experiment<String> experiment, ShadowPaths paths, String argument) throws Exception {
        return experiment.runAsync(
                () -> paths.control().apply(argument), () -> paths.candidate().apply(argument));
    }
}
