// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo;

import dev.evenkeel.examples.demo.config.DemoOptions;
import dev.evenkeel.examples.demo.config.DemoTimeouts;
import dev.evenkeel.examples.demo.config.PaymentServiceSetup;
import dev.evenkeel.examples.demo.environment.DemoEnvironment;
import dev.evenkeel.examples.demo.story.CoreRolloutStory;
import dev.evenkeel.examples.demo.story.DecisionStory;
import dev.evenkeel.examples.demo.story.DemoResult;
import dev.evenkeel.examples.demo.story.DemoRunner;
import dev.evenkeel.examples.demo.story.LedgerMigrationStory;
import dev.evenkeel.examples.demo.story.StabilityStory;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The demo stories.
enum DemoStoryName {
    /// A faulty core is rolled back; a healthy one reaches 100%.
    CORE(PaymentServiceSetup.CORE, Duration.ofMinutes(8)),
    /// The ledger migrates to another database, through all six stages.
    MIGRATION(PaymentServiceSetup.LEDGER, Duration.ofMinutes(15)),
    /// Gates refuse a rollout until the service is stable; then it runs.
    STABILITY(PaymentServiceSetup.CORE, Duration.ofMinutes(20)),
    /// From an incident history to the decision memo and the outcome report.
    DECISION(PaymentServiceSetup.CORE, Duration.ofMinutes(8)),
    /// The stability story, extended from the decision memo to the outcome report.
    ALL(PaymentServiceSetup.CORE, Duration.ofMinutes(20));

    private final PaymentServiceSetup setup;
    private final Duration usualLimit;

    DemoStoryName(PaymentServiceSetup setup, Duration usualLimit) {
        this.setup = setup;
        this.usualLimit = usualLimit;
    }

    PaymentServiceSetup serviceSetup() {
        return setup;
    }

    /// Returns the time limit of the story.
    ///
    /// @param fixed limit in seconds; null: scaled to this machine
    Function<DemoTimeouts, Duration> timeLimit(@Nullable Integer fixed) {
        return limits -> fixed == null ? limits.evidence(usualLimit) : Duration.ofSeconds(fixed);
    }

    DemoResult play(DemoOptions options, DemoEnvironment environment, DemoRunner runner) throws InterruptedException {
        return runner.play(
                switch (this) {
                    case CORE -> new CoreRolloutStory(options, environment, runner);
                    case MIGRATION -> new LedgerMigrationStory(options, environment, runner);
                    case STABILITY -> new StabilityStory(options, environment, runner, false);
                    case DECISION -> new DecisionStory(options, environment, runner);
                    case ALL -> new StabilityStory(options, environment, runner, true);
                });
    }
}
