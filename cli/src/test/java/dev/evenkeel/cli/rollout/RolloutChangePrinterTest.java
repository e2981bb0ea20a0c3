// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import org.junit.jupiter.api.Test;

final class RolloutChangePrinterTest {
    private final RolloutFixture rollout = new RolloutFixture();
    private final RolloutChangePrinter printer = new RolloutChangePrinter();

    @Test
    void printsDecisionsAndVerdictsAtFirst() {
        assertThat(printer.formatChanges(rollout.toDetails()))
                .containsExactly(
                        "2026-11-25T03:00:40Z r-7 START at 1%: the latency reference is there",
                        "2026-11-25T03:01:18Z r-7 ADVANCE at 5%: to 5%: shown",
                        "2026-11-25T03:02:30Z r-7 errors HEALTHY: errors: 523 of about 1,790",
                        "2026-11-25T03:02:30Z r-7 rank HEALTHY: rank: no proof");
    }

    @Test
    void printsEachChangeOnce() {
        printer.formatChanges(rollout.toDetails());
        assertThat(printer.formatChanges(rollout.toDetails())).isEmpty();
        rollout.errors("SHOWN", "errors: shown");
        assertThat(printer.formatChanges(rollout.toDetails()))
                .containsExactly("2026-11-25T03:02:30Z r-7 errors HEALTHY -> SHOWN: errors: shown");
    }

    @Test
    void printsTickVerdictsBetweenEarlierAndLaterDecisions() {
        printer.formatChanges(rollout.toDetails());
        rollout.errors("SHOWN", "errors: shown")
                .decision(3, 6, "2026-11-25T03:02:31Z", RolloutDecisionKind.HOLD)
                .decision(4, 7, "2026-11-25T03:02:32Z", RolloutDecisionKind.ADVANCE);
        printer.recordTick(RolloutFixture.tick(7, "2026-11-25T03:02:32Z", true));
        assertThat(printer.formatChanges(rollout.toDetails()))
                .containsExactly(
                        "2026-11-25T03:02:31Z r-7 HOLD at 5%: because",
                        "2026-11-25T03:02:32Z r-7 errors HEALTHY -> SHOWN: errors: shown",
                        "2026-11-25T03:02:32Z r-7 ADVANCE at 5%: because");
        endByRollback();
        printer.recordTick(RolloutFixture.tick(9, "2026-11-25T03:02:35Z", true));
        printer.recordTick(RolloutFixture.tick(10, "2026-11-25T03:02:36Z", false));
        assertThat(printer.formatChanges(rollout.toDetails()))
                .containsExactly(
                        "2026-11-25T03:02:35Z r-7 errors SHOWN -> BREACHED: errors: worse",
                        "2026-11-25T03:02:35Z r-7 ROLL_BACK at 5%: because");
    }

    @Test
    void printsVerdictsBeforeRollbackOfEndedRollout() {
        endByRollback();
        assertThat(printer.formatChanges(rollout.toDetails()))
                .endsWith(
                        "2026-11-25T03:02:35Z r-7 errors BREACHED: errors: worse",
                        "2026-11-25T03:02:35Z r-7 rank HEALTHY: rank: no proof",
                        "2026-11-25T03:02:35Z r-7 ROLL_BACK at 5%: because");
    }

    private void endByRollback() {
        rollout.endedAt("2026-11-25T03:02:35Z")
                .errors("BREACHED", "errors: worse")
                .decision(5, 9, "2026-11-25T03:02:35Z", RolloutDecisionKind.ROLL_BACK);
    }
}
