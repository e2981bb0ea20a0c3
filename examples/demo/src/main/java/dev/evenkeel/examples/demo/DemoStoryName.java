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

/// The stories that the demo can tell.
enum DemoStoryName {
    /// A bad core goes back, a good one reaches everybody.
    CORE(PaymentServiceSetup.CORE, Duration.ofMinutes(8)),
    /// The ledger moves to another database, through all six stages.
    MIGRATION(PaymentServiceSetup.LEDGER, Duration.ofMinutes(15)),
    /// A migration is refused until the service is stable, and then runs.
    STABILITY(PaymentServiceSetup.CORE, Duration.ofMinutes(20)),
    /// From a history of incidents to the memo of a decision, and to the report of what came of it.
    DECISION(PaymentServiceSetup.CORE, Duration.ofMinutes(8)),
    /// The same as stability, from the memo to the report of what came of it.
    ALL(PaymentServiceSetup.CORE, Duration.ofMinutes(20));

    private final PaymentServiceSetup subject;
    private final Duration usualLimit;

    DemoStoryName(PaymentServiceSetup subject, Duration usualLimit) {
        this.subject = subject;
        this.usualLimit = usualLimit;
    }

    PaymentServiceSetup subject() {
        return subject;
    }

    /// Time for the story.
    ///
    /// @param fixed in seconds; null: as this machine needs
    Function<DemoTimeouts, Duration> limit(@Nullable Integer fixed) {
        return limits -> fixed == null ? limits.evidence(usualLimit) : Duration.ofSeconds(fixed);
    }

    DemoResult play(DemoOptions options, DemoEnvironment stage, DemoRunner run) throws InterruptedException {
        return run.play(
                switch (this) {
                    case CORE -> new CoreRolloutStory(options, stage, run);
                    case MIGRATION -> new LedgerMigrationStory(options, stage, run);
                    case STABILITY -> new StabilityStory(options, stage, run, false);
                    case DECISION -> new DecisionStory(options, stage, run);
                    case ALL -> new StabilityStory(options, stage, run, true);
                });
    }
}
