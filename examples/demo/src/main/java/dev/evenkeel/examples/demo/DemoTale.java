// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo;

import dev.evenkeel.examples.demo.config.DemoLimits;
import dev.evenkeel.examples.demo.config.DemoOptions;
import dev.evenkeel.examples.demo.config.Subject;
import dev.evenkeel.examples.demo.environment.DemoStage;
import dev.evenkeel.examples.demo.story.DecisionStory;
import dev.evenkeel.examples.demo.story.DemoResult;
import dev.evenkeel.examples.demo.story.DemoRun;
import dev.evenkeel.examples.demo.story.DemoStory;
import dev.evenkeel.examples.demo.story.MigrationStory;
import dev.evenkeel.examples.demo.story.StabilityStory;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The stories that the demo can tell.
enum DemoTale {
    /// A bad core goes back, a good one reaches everybody.
    CORE(Subject.CORE, Duration.ofMinutes(8)),
    /// The ledger moves to another database, through all six stages.
    MIGRATION(Subject.LEDGER, Duration.ofMinutes(15)),
    /// A migration is refused until the service is stable, and then runs.
    STABILITY(Subject.CORE, Duration.ofMinutes(20)),
    /// From a history of incidents to the memo of a decision, and to the report of what came of it.
    DECISION(Subject.CORE, Duration.ofMinutes(8)),
    /// The same as stability, from the memo to the report of what came of it.
    ALL(Subject.CORE, Duration.ofMinutes(20));

    private final Subject subject;
    private final Duration usualLimit;

    DemoTale(Subject subject, Duration usualLimit) {
        this.subject = subject;
        this.usualLimit = usualLimit;
    }

    Subject subject() {
        return subject;
    }

    /// Time for the story.
    ///
    /// @param fixed in seconds; null: as this machine needs
    Function<DemoLimits, Duration> limit(@Nullable Integer fixed) {
        return limits -> fixed == null ? limits.evidence(usualLimit) : Duration.ofSeconds(fixed);
    }

    DemoResult play(DemoOptions options, DemoStage stage, DemoRun run) throws InterruptedException {
        return run.play(
                switch (this) {
                    case CORE -> new DemoStory(options, stage, run);
                    case MIGRATION -> new MigrationStory(options, stage, run);
                    case STABILITY -> new StabilityStory(options, stage, run, false);
                    case DECISION -> new DecisionStory(options, stage, run);
                    case ALL -> new StabilityStory(options, stage, run, true);
                });
    }
}
