// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.engine.rollout.plan.RolloutStep;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.util.List;
import java.util.stream.IntStream;

/// A step in the step bar.
///
/// @param exposure such as `5%`
/// @param state state of the step
public record StepBarItem(String exposure, StepState state) {
    /// State of a step, relative to the current or last step of the rollout.
    public enum StepState {
        DONE("done", "step-done"),
        CURRENT("now", "step-here"),
        UPCOMING("ahead", "step-ahead"),
        ROLLED_BACK("turned back here", "step-turned"),
        NOT_REACHED("not reached", "step-never");

        private final String word;
        private final String css;

        StepState(String word, String css) {
            this.word = word;
            this.css = css;
        }

        /// Returns the text for screen readers.
        public String label() {
            return word;
        }

        /// Returns the CSS class.
        public String cssClass() {
            return css;
        }
    }

    static List<StepBarItem> of(Rollout rollout) {
        List<RolloutStep> steps = rollout.plan().steps();
        return IntStream.range(0, steps.size())
                .mapToObj(step -> new StepBarItem(steps.get(step).exposure().toString(), stateOf(step, rollout)))
                .toList();
    }

    private static StepState stateOf(int step, Rollout rollout) {
        int now = rollout.position().step();
        return switch (rollout.status()) {
            case COLLECTING_BASELINE -> StepState.UPCOMING;
            case COMPLETED -> StepState.DONE;
            case RUNNING -> step < now ? StepState.DONE : step == now ? StepState.CURRENT : StepState.UPCOMING;
            case ROLLED_BACK, ABORTED ->
                step < now ? StepState.DONE : step == now ? StepState.ROLLED_BACK : StepState.NOT_REACHED;
        };
    }
}
