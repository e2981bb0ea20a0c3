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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class RolloutTextFormatterTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant NOW = Instant.parse("2026-11-25T03:02:30Z");
    private static final String RUNNING = """
            {"id":"r-7","environment":"default","flag":"payment-core","control":"classic","candidate":"modern",
             "status":"RUNNING","startedAt":"2026-11-25T03:00:00Z","endedAt":null,"step":1,
             "stepStartedAt":"2026-11-25T03:01:18.5Z","exposure":5,"revision":44,"approvable":false,"evaluationError":null,
             "plan":{"name":"fast","steps":[{},{},{},{},{}]},"baseline":{"samples":10000,"needed":10000},
             "counts":{"control":{"calls":12345,"failures":12},"candidate":{"calls":0,"failures":0}},
             "latency":{"control":{"p50":{"value":4.1},"p95":{"value":9.2},"p99":{"value":17.0}},"candidate":{}},
             "rollback":{"log10":-0.4,"threshold":2.05},
             "forecast":{"at":"2026-11-25T03:02:30Z","expectedAt":"2026-11-25T03:04:17Z","summary":"errors: 523 of about 1,790 candidate trials needed to show failures less than 2% of calls above control at 95%, about 1 min 47 s more at 11.9 trials a second"},
             "checks":[
               {"check":"errors","verdict":"HEALTHY","detail":"errors: 523 of about 1,790","rollbackLog10":1.1,
                "advanceLog10":0.66,"advanceThreshold":1.3,"candidateTrials":523,"candidateTrialsNeeded":1790},
               {"check":"rank","verdict":"HEALTHY","detail":"rank: no proof","rollbackLog10":-0.2,"advanceLog10":0,
                "advanceThreshold":0,"candidateTrials":523,"candidateTrialsNeeded":-1}],
             "clients":{"connected":3,"onRevision":2,"lastAt":"2026-11-25T03:02:29Z"},
             "lostOutcomes":{"dropped":0,"unattributed":0},
             "decisions":[{"number":1,"at":"2026-11-25T03:00:40Z","kind":"START","exposure":1,"reason":"the latency reference is there"},
               {"number":2,"at":"2026-11-25T03:01:18.5Z","kind":"ADVANCE","exposure":5,"reason":"to 5%: shown"}]}""";

    @Test
    void showsWhatAPersonNeedsInEightyColumns() {
        List<String> lines = new RolloutTextFormatter(running(), NOW).formatLines();
        assertThat(lines)
                .containsExactly(
                        "r-7  payment-core: classic -> modern  RUNNING  (default, plan fast)",
                        "step 2 of 5 at 5%, for 1 min 11 s; total time 2 min 30 s",
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
    void showsMetricsOfTheServicesOwn() {
        ObjectNode counted = running();
        ObjectNode control = counted.withObject("/counts/control/metrics");
        control.putObject("fee").put("scored", 10).put("meanScore", 0.125);
        control.putObject("retries").put("events", 1_200).put("units", 80).putNull("meanScore");
        counted.withObject("/counts/candidate/metrics")
                .putObject("fee")
                .put("scored", 5)
                .put("meanScore", 0.25);

        assertThat(new RolloutTextFormatter(counted, NOW).formatLines())
                .containsSubsequence(
                        "METRIC   classic                 modern",
                        "fee      13% of the range        25% of the range",
                        "retries  1,200 events, 80 units  0 events, 0 units");
    }

    @Test
    void showsHowFarTheReferenceIs() {
        ObjectNode collecting = running();
        collecting
                .put("status", "COLLECTING_BASELINE")
                .putNull("forecast")
                .putNull("rollback")
                .putArray("decisions");
        assertThat(new RolloutTextFormatter(collecting, NOW).formatLines())
                .contains(
                        "collecting the latency baseline on control: 10,000 of 10,000 calls",
                        "No evidence yet.",
                        "No decisions yet.");
    }

    @Test
    void namesClosedGatesBeforeTheFirstStep() {
        ObjectNode collecting = running();
        collecting
                .put("status", "COLLECTING_BASELINE")
                .putNull("forecast")
                .putNull("rollback")
                .putArray("decisions");
        ObjectNode gate = collecting.putArray("gates").addObject();
        gate.put("gate", "budget").put("reason", "the budget is spent").put("closed", true);
        assertThat(new RolloutTextFormatter(collecting, NOW).formatLines())
                .contains("WAITING  budget: the budget is spent");
    }

    @Test
    void tellsNewsOnce() {
        var news = new RolloutChangePrinter();
        assertThat(news.formatChanges(running()))
                .containsExactly(
                        "2026-11-25T03:00:40Z r-7 START at 1%: the latency reference is there",
                        "2026-11-25T03:01:18Z r-7 ADVANCE at 5%: to 5%: shown",
                        "2026-11-25T03:02:30Z r-7 errors HEALTHY: errors: 523 of about 1,790",
                        "2026-11-25T03:02:30Z r-7 rank HEALTHY: rank: no proof");
        assertThat(news.formatChanges(running())).isEmpty();
        ObjectNode shown = running();
        ((ObjectNode) shown.at("/checks/0")).put("verdict", "SHOWN").put("detail", "errors: shown");
        assertThat(news.formatChanges(shown))
                .containsExactly("2026-11-25T03:02:30Z r-7 errors HEALTHY -> SHOWN: errors: shown");
    }

    @Test
    void tellsVerdictsOfATickBehindWhatWasDecidedBeforeAndBeforeWhatFollowed() {
        var news = new RolloutChangePrinter();
        news.formatChanges(running());
        ObjectNode advanced = running();
        ((ObjectNode) advanced.at("/checks/0")).put("verdict", "SHOWN").put("detail", "errors: shown");
        ((ArrayNode) advanced.path("decisions"))
                .add(decision(3, 6, "2026-11-25T03:02:31Z", "HOLD"))
                .add(decision(4, 7, "2026-11-25T03:02:32Z", "ADVANCE"));
        news.recordTick(tick(7, "2026-11-25T03:02:32Z"));
        assertThat(news.formatChanges(advanced))
                .containsExactly(
                        "2026-11-25T03:02:31Z r-7 HOLD at 5%: because",
                        "2026-11-25T03:02:32Z r-7 errors HEALTHY -> SHOWN: errors: shown",
                        "2026-11-25T03:02:32Z r-7 ADVANCE at 5%: because");

        ObjectNode ended = advanced.deepCopy();
        ended.put("endedAt", "2026-11-25T03:02:35Z").putNull("forecast");
        ((ObjectNode) ended.at("/checks/0")).put("verdict", "BREACHED").put("detail", "errors: worse");
        ((ArrayNode) ended.path("decisions")).add(decision(5, 9, "2026-11-25T03:02:35Z", "ROLL_BACK"));
        news.recordTick(tick(9, "2026-11-25T03:02:35Z"));
        news.recordTick(JSON.createObjectNode()
                .put("number", 10)
                .put("at", "2026-11-25T03:02:36Z")
                .putNull("rollbackLog10"));
        assertThat(news.formatChanges(ended))
                .containsExactly(
                        "2026-11-25T03:02:35Z r-7 errors SHOWN -> BREACHED: errors: worse",
                        "2026-11-25T03:02:35Z r-7 ROLL_BACK at 5%: because");
        assertThat(new RolloutChangePrinter().formatChanges(ended))
                .endsWith(
                        "2026-11-25T03:02:35Z r-7 errors BREACHED: errors: worse",
                        "2026-11-25T03:02:35Z r-7 rank HEALTHY: rank: no proof",
                        "2026-11-25T03:02:35Z r-7 ROLL_BACK at 5%: because");
    }

    private static ObjectNode decision(int number, int tick, String at, String kind) {
        return JSON.createObjectNode()
                .put("number", number)
                .put("tick", tick)
                .put("at", at)
                .put("kind", kind)
                .put("exposure", 5)
                .put("reason", "because");
    }

    private static ObjectNode tick(int number, String at) {
        return JSON.createObjectNode().put("number", number).put("at", at).put("rollbackLog10", 0.5);
    }

    @Test
    void paintsInPlaceAndLeavesTheLastPicture() {
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

    private static ObjectNode running() {
        JsonNode rollout = JSON.readTree(RUNNING);
        return (ObjectNode) rollout;
    }
}
