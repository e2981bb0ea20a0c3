// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.GateApi.GateResultResponse;
import dev.evenkeel.api.RolloutApi.VariantMetricCountsResponse;
import dev.evenkeel.engine.gate.GateResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RolloutTextFormatterTest {
    private static final Instant NOW = Instant.parse("2026-11-25T03:02:30Z");

    private static List<String> format(RolloutFixture rollout) {
        return new RolloutTextFormatter(rollout.toDetails(), NOW).formatLines();
    }

    @Test
    void formatsRunningRolloutWithin80Columns() {
        List<String> lines = format(new RolloutFixture());
        assertThat(lines)
                .containsExactly(
                        "r-7  payment-core: classic -> modern  RUNNING  (default, plan fast)",
                        "step 2 of 6 at 5%, for 1 min 11 s; total time 2 min 30 s",
                        "",
                        "CHECK   VERDICT  EVIDENCE OF HARM    PROOF              SAMPLES",
                        "errors  HEALTHY  [####....] 13/112   [####....] 4.6/20  523/1,790",
                        "rank    HEALTHY  [........] 0.6/112  not required",
                        "all              [........] 0.4/112",
                        "WAITING  errors: 523 of about 1,790 candidate trials needed to show failures",
                        "         less than 2% of calls above control at 95%, about 1 min 47 s more at",
                        "         11.9 trials a second; expected at about 03:04:17Z",
                        "",
                        "VARIANT  CALLS   FAILED  FAILURE RATE  P50 ms  P95 ms  P99 ms",
                        "classic  12,345  12      0.0972%       4.1     9.2     17",
                        "modern   0       0       -             -       -       -",
                        "",
                        "SDKs: 3 connected, 2 on revision 44; last outcomes 1 s ago",
                        "",
                        "03:01:18Z  ADVANCE at 5%: to 5%: shown",
                        "03:00:40Z  START at 1%: the latency reference is there");
        assertThat(lines).allMatch(line -> line.length() <= 80);
    }

    @Test
    void showsCustomMetrics() {
        var rollout = new RolloutFixture()
                .metrics(
                        Map.of(
                                "fee", new VariantMetricCountsResponse(0, 0, 10, 0.125),
                                "retries", new VariantMetricCountsResponse(1_200, 80, 0, null)),
                        Map.of("fee", new VariantMetricCountsResponse(0, 0, 5, 0.25)));
        assertThat(format(rollout))
                .containsSubsequence(
                        "METRIC   classic                 modern",
                        "fee      12.5% of the range      25% of the range",
                        "retries  1,200 events, 80 units  0 events, 0 units");
    }

    @Test
    void showsProgressOfLatencyBaseline() {
        assertThat(format(new RolloutFixture().collectingBaseline()))
                .contains(
                        "collecting the latency baseline on control: 10,000 of 10,000 calls",
                        "No evidence yet.",
                        "No decisions yet.");
    }

    @Test
    void showsClosedGatesBeforeFirstStep() {
        var gate = new GateResultResponse(GateResult.deny("budget", "the budget is spent"), true, true, null);
        assertThat(format(new RolloutFixture().collectingBaseline().gate(gate)))
                .contains("WAITING  budget: the budget is spent");
    }
}
