// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.scientist;

import com.github.rawls238.scientist4j.Experiment;
import dev.evenkeel.benchmarks.contest.ShadowContender;
import dev.evenkeel.benchmarks.contest.ShadowPaths;
import dev.evenkeel.benchmarks.contest.ShadowedCall;
import io.dropwizard.metrics5.MetricRegistry;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/// An experiment of Scientist for Java, with metrics in memory.
abstract class ScientistContender implements ShadowContender {
    @Override
    public Class<?> library() {
        return Experiment.class;
    }

    @Override
    public ShadowedCall open(ShadowPaths paths, boolean shadowing) {
        ExecutorService pool = pool();
        var experiment = new SwitchedExperiment(paths, shadowing, pool);
        return new ShadowedCall() {
            @Override
            public String answer(String argument) throws Exception {
                return runExperiment(experiment, paths, argument);
            }

            @Override
            public void close() {
                pool.shutdownNow();
            }
        };
    }

    /// Returns the pool in which `runAsync` runs both paths.
    abstract ExecutorService pool();

    /// Makes one call.
    abstract String runExperiment(Experiment<String> experiment, ShadowPaths paths, String argument) throws Exception;

    private static final class SwitchedExperiment extends Experiment<String> {
        private final boolean enabled;

        SwitchedExperiment(ShadowPaths paths, boolean enabled, ExecutorService pool) {
            super("shadowed", Map.of(), false, new MetricRegistry(), paths.same()::test, pool);
            this.enabled = enabled;
        }

        @Override
        protected boolean enabled() {
            return enabled;
        }
    }
}
