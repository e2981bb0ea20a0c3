// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.terminal.LiveTerminalScreen;
import dev.evenkeel.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class RolloutTextFormatterTest {
    private static final Instant NOW = Instant.parse("2026-11-25T03:02:30Z");

    @Test
    void formatsRunningRolloutWithin80Columns() {
        List<String> lines = new RolloutTextFormatter(RolloutJson.bind(RolloutJson.running()), NOW).formatLines();
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
                        "classic  12,345  12      0.097%        4.1     9.2     17.0",
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
        ObjectNode counted = RolloutJson.running();
        ObjectNode control = counted.withObject("/counts/control/metrics");
        control.putObject("fee")
                .put("events", 0)
                .put("units", 0)
                .put("scored", 10)
                .put("meanScore", 0.125);
        control.putObject("retries")
                .put("events", 1_200)
                .put("units", 80)
                .put("scored", 0)
                .putNull("meanScore");
        counted.withObject("/counts/candidate/metrics")
                .putObject("fee")
                .put("events", 0)
                .put("units", 0)
                .put("scored", 5)
                .put("meanScore", 0.25);

        assertThat(new RolloutTextFormatter(RolloutJson.bind(counted), NOW).formatLines())
                .containsSubsequence(
                        "METRIC   classic                 modern",
                        "fee      13% of the range        25% of the range",
                        "retries  1,200 events, 80 units  0 events, 0 units");
    }

    @Test
    void showsProgressOfLatencyBaseline() {
        ObjectNode collecting = RolloutJson.running();
        collecting
                .put("status", "COLLECTING_BASELINE")
                .putNull("forecast")
                .putNull("rollback")
                .putArray("decisions");
        assertThat(new RolloutTextFormatter(RolloutJson.bind(collecting), NOW).formatLines())
                .contains(
                        "collecting the latency baseline on control: 10,000 of 10,000 calls",
                        "No evidence yet.",
                        "No decisions yet.");
    }

    @Test
    void showsClosedGatesBeforeFirstStep() {
        ObjectNode collecting = RolloutJson.running();
        collecting
                .put("status", "COLLECTING_BASELINE")
                .putNull("forecast")
                .putNull("rollback")
                .putArray("decisions");
        ObjectNode gate = collecting.putArray("gates").addObject();
        gate.put("gate", "budget").put("verdict", "DENY").put("reason", "the budget is spent");
        gate.putArray("evidence");
        gate.put("required", true).put("closed", true).putNull("override");
        assertThat(new RolloutTextFormatter(RolloutJson.bind(collecting), NOW).formatLines())
                .contains("WAITING  budget: the budget is spent");
    }

    @Test
    void printsEachChangeOnce() {
        var news = new RolloutChangePrinter();
        assertThat(news.formatChanges(RolloutJson.bind(RolloutJson.running())))
                .containsExactly(
                        "2026-11-25T03:00:40Z r-7 START at 1%: the latency reference is there",
                        "2026-11-25T03:01:18Z r-7 ADVANCE at 5%: to 5%: shown",
                        "2026-11-25T03:02:30Z r-7 errors HEALTHY: errors: 523 of about 1,790",
                        "2026-11-25T03:02:30Z r-7 rank HEALTHY: rank: no proof");
        assertThat(news.formatChanges(RolloutJson.bind(RolloutJson.running()))).isEmpty();
        ObjectNode shown = RolloutJson.running();
        ((ObjectNode) shown.at("/checks/0")).put("verdict", "SHOWN").put("detail", "errors: shown");
        assertThat(news.formatChanges(RolloutJson.bind(shown)))
                .containsExactly("2026-11-25T03:02:30Z r-7 errors HEALTHY -> SHOWN: errors: shown");
    }

    @Test
    void printsTickVerdictsBetweenEarlierAndLaterDecisions() {
        var news = new RolloutChangePrinter();
        news.formatChanges(RolloutJson.bind(RolloutJson.running()));
        ObjectNode advanced = RolloutJson.running();
        ((ObjectNode) advanced.at("/checks/0")).put("verdict", "SHOWN").put("detail", "errors: shown");
        ((ArrayNode) advanced.path("decisions"))
                .add(RolloutJson.decision(3, 6, "2026-11-25T03:02:31Z", "HOLD"))
                .add(RolloutJson.decision(4, 7, "2026-11-25T03:02:32Z", "ADVANCE"));
        news.recordTick(RolloutJson.tick(7, "2026-11-25T03:02:32Z", true));
        assertThat(news.formatChanges(RolloutJson.bind(advanced)))
                .containsExactly(
                        "2026-11-25T03:02:31Z r-7 HOLD at 5%: because",
                        "2026-11-25T03:02:32Z r-7 errors HEALTHY -> SHOWN: errors: shown",
                        "2026-11-25T03:02:32Z r-7 ADVANCE at 5%: because");

        ObjectNode ended = advanced.deepCopy();
        ended.put("endedAt", "2026-11-25T03:02:35Z").putNull("forecast");
        ((ObjectNode) ended.at("/checks/0")).put("verdict", "BREACHED").put("detail", "errors: worse");
        ((ArrayNode) ended.path("decisions")).add(RolloutJson.decision(5, 9, "2026-11-25T03:02:35Z", "ROLL_BACK"));
        news.recordTick(RolloutJson.tick(9, "2026-11-25T03:02:35Z", true));
        news.recordTick(RolloutJson.tick(10, "2026-11-25T03:02:36Z", false));
        assertThat(news.formatChanges(RolloutJson.bind(ended)))
                .containsExactly(
                        "2026-11-25T03:02:35Z r-7 errors SHOWN -> BREACHED: errors: worse",
                        "2026-11-25T03:02:35Z r-7 ROLL_BACK at 5%: because");
        assertThat(new RolloutChangePrinter().formatChanges(RolloutJson.bind(ended)))
                .endsWith(
                        "2026-11-25T03:02:35Z r-7 errors BREACHED: errors: worse",
                        "2026-11-25T03:02:35Z r-7 rank HEALTHY: rank: no proof",
                        "2026-11-25T03:02:35Z r-7 ROLL_BACK at 5%: because");
    }

    @Test
    void liveScreenRedrawsInPlaceAndPrintsLastFrame() {
        var out = new StringWriter();
        try (var screen = new LiveTerminalScreen(new PrintWriter(out), new Terminal.Size(3, 12), true)) {
            screen.show(List.of("errors BREACHED now", "second", "third"));
        }
        assertThat(out.toString())
                .startsWith("\u001b[?1049h\u001b[?25l\u001b[Herrors BREAC\u001b[K\r\nsecond\u001b[K\r\n\u001b[J")
                .endsWith("\u001b[?1049l"
                        + String.join(System.lineSeparator(), "errors BREACHED now", "second", "third", ""));
        var plain = new StringWriter();
        try (var screen = new LiveTerminalScreen(new PrintWriter(plain), new Terminal.Size(9, 80), true)) {
            screen.show(List.of("errors BREACHED"));
        }
        assertThat(plain.toString()).contains("errors \u001b[1;31mBREACHED\u001b[0m");
        var colourless = new StringWriter();
        try (var screen = new LiveTerminalScreen(new PrintWriter(colourless), new Terminal.Size(9, 80), false)) {
            screen.show(List.of("errors BREACHED"));
        }
        assertThat(colourless.toString()).contains("errors BREACHED\u001b[K");
    }
}
