// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.stories;

import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.examples.demo.scenario.FailureScenario;
import dev.evenkeel.examples.demo.scenario.ScenarioResult;

/// One run of a failure scenario.
///
/// @param identical whether a replay of the stored ticks gives the same decisions
record ScenarioRun(FailureScenario story, ScenarioResult result, boolean identical) {

    /// Whether it ended with the expected decision.
    boolean isExpected() {
        return identical && decision() == story.expectedEnding();
    }

    RolloutDecisionKind decision() {
        return result.decision().kind();
    }

    long candidateCalls() {
        return result.rollout().summary().counts().candidate().calls();
    }
}
