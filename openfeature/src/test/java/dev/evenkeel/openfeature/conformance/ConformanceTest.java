// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.openfeature.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectFile;
import static org.junit.platform.launcher.EngineFilter.includeEngines;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Runs the scenarios of the OpenFeature specification with Cucumber, from the folder in the system property
/// `evenkeel.shared`.
///
/// Excludes the two examples of the reason CACHED: a provider may cache, and this one evaluates in memory.
class ConformanceTest {
    private static final List<String> FEATURES =
            List.of("evaluation", "evaluation_v2", "contextMerging", "hooks", "metadata");
    private static final int SCENARIOS = 130;
    private static final String DOES_NOT_APPLY = "@reason-codes-cached";
    private static final Path FOLDER = Path.of(System.getProperty("evenkeel.shared", "absent"), "spec", "openfeature");

    @TestFactory
    Stream<DynamicTest> passesAllApplicableScenarios() {
        return Files.isDirectory(FOLDER) ? play() : Stream.of(DynamicTest.dynamicTest("absent", ConformanceTest::skip));
    }

    private static void skip() {
        abort("skipped " + SCENARIOS + " public scenarios: " + FOLDER + " is not there");
    }

    private static Stream<DynamicTest> play() {
        var scenarios = new Scenarios();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(FEATURES.stream()
                        .map(name ->
                                selectFile(FOLDER.resolve(name + ".feature").toFile()))
                        .toList())
                .filters(includeEngines("cucumber"))
                .configurationParameter("cucumber.glue", ConformanceTest.class.getPackageName())
                .configurationParameter("cucumber.filter.tags", "not " + DOES_NOT_APPLY)
                .configurationParameter("cucumber.publish.quiet", "true")
                .build();
        LauncherFactory.create().execute(request, scenarios);
        assertThat(scenarios.played).as("scenarios played").hasSize(SCENARIOS);
        return scenarios.played.stream();
    }

    /// Keeps the result of each scenario as a test of that result.
    private static final class Scenarios implements TestExecutionListener {
        final List<DynamicTest> played = new ArrayList<>();

        @Override
        public void executionFinished(TestIdentifier scenario, TestExecutionResult result) {
            if (scenario.isTest() || result.getStatus() != Status.SUCCESSFUL) {
                played.add(DynamicTest.dynamicTest(scenario.getUniqueId(), () -> rethrow(result)));
            }
        }

        private static void rethrow(TestExecutionResult result) throws Throwable {
            if (result.getThrowable().isPresent()) {
                throw result.getThrowable().get();
            }
            assertThat(result.getStatus()).isEqualTo(Status.SUCCESSFUL);
        }
    }
}
