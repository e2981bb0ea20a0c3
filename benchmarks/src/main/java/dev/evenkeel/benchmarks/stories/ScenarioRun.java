// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.stories;

import dev.evenkeel.examples.demo.scenario.FailureScenario;
import dev.evenkeel.examples.demo.scenario.ScenarioResult;

/// One time that a story was told.
///
/// @param identical whether its decisions, computed again from the stored ticks, are the same
record ScenarioRun(FailureScenario story, ScenarioResult told, boolean identical) {

    /// Whether it ended as it must.
    boolean isRight() {
        return identical && decision().equals(story.ending());
    }

    String decision() {
        return told.decision().path("kind").asString();
    }

    long candidateCalls() {
        return told.rollout().at("/counts/candidate/calls").asLong();
    }
}
