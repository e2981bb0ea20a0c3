// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.engine.rollout.plan.RolloutStep;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.util.List;
import java.util.stream.IntStream;

/// One step in the step bar.
///
/// @param exposure such as `5 %`
/// @param place where the rollout stands as seen from this step
public record StepIndicator(String exposure, StepState place) {
    /// Where a rollout stands as seen from a step.
    public enum StepState {
        DONE("done", "step-done"),
        HERE("now", "step-here"),
        AHEAD("ahead", "step-ahead"),
        TURNED("turned back here", "step-turned"),
        NEVER("not reached", "step-never");

        private final String word;
        private final String css;

        StepState(String word, String css) {
            this.word = word;
            this.css = css;
        }

        /// For those who hear the page.
        public String word() {
            return word;
        }

        /// For those who see it.
        public String css() {
            return css;
        }
    }

    static List<StepIndicator> of(Rollout rollout) {
        List<RolloutStep> steps = rollout.plan().steps();
        return IntStream.range(0, steps.size())
                .mapToObj(step -> new StepIndicator(
                        DisplayFormatter.exposure(steps.get(step).exposure()), placeOf(step, rollout)))
                .toList();
    }

    private static StepState placeOf(int step, Rollout rollout) {
        int now = rollout.position().step();
        return switch (rollout.status()) {
            case SEEDING -> StepState.AHEAD;
            case COMPLETED -> StepState.DONE;
            case RUNNING -> step < now ? StepState.DONE : step == now ? StepState.HERE : StepState.AHEAD;
            case ROLLED_BACK, ABORTED -> step < now ? StepState.DONE : step == now ? StepState.TURNED : StepState.NEVER;
        };
    }
}
