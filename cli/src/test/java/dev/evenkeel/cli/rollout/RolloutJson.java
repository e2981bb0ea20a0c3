// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.api.RolloutApi.RolloutTickResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.plan.RolloutPlanCodec;
import java.net.URI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A running rollout as the server sends it.
public final class RolloutJson {
    private static final JsonMapper JSON = new JsonMapper();
    private static final ServerApiClient CLIENT = new ServerApiClient(URI.create("http://server.example"), "TOKEN");
    private static final String RUNNING = """
        {"id":"r-7","environment":"default","flag":"payment-core","control":"classic","candidate":"modern",
         "status":"RUNNING","startedAt":"2026-11-25T03:00:00Z","endedAt":null,"reason":"",
         "change":{"service":null,"changeClass":"normal","author":"anna"},"step":1,
         "stepStartedAt":"2026-11-25T03:01:18.5Z","exposure":5,"revision":44,"holdReason":null,"approvable":false,
         "overflow":0,"evaluationError":null,"baseline":{"samples":10000,"needed":10000},
         "counts":{
           "control":{"calls":12345,"failures":12,"failedUnits":12,"trials":9000,"failedTrials":9,"metrics":{}},
           "candidate":{"calls":0,"failures":0,"failedUnits":0,"trials":0,"failedTrials":0,"metrics":{}}},
         "latency":{
           "control":{"p50":{"value":4.1,"low":4.0,"high":4.2},"p95":{"value":9.2,"low":9.0,"high":9.4},
                      "p99":{"value":17.0,"low":16.0,"high":null}},
           "candidate":{"p50":null,"p95":null,"p99":null}},
         "rollback":{"log10":-0.4,"threshold":2.05},
         "clients":{"connected":3,"onRevision":2,"lastAt":"2026-11-25T03:02:29Z"},
         "forecast":{"at":"2026-11-25T03:02:30Z","dwellUntil":"2026-11-25T03:01:28Z",
           "candidateTrialsPerSecond":11.9,"expectedAt":"2026-11-25T03:04:17Z",
           "summary":"errors: 523 of about 1,790 candidate trials needed to show failures less than 2% of calls above control at 95%, about 1 min 47 s more at 11.9 trials a second",
           "pendingChecks":[]},
         "concurrentRollouts":[],
         "checks":[
           {"check":"errors","action":"ROLL_BACK","verdict":"HEALTHY","detail":"errors: 523 of about 1,790",
            "rollbackLog10":1.1,"advanceLog10":0.66,"advanceThreshold":1.3,"candidateTrials":523,
            "candidateTrialsNeeded":1790,"missing":true},
           {"check":"rank","action":"ROLL_BACK","verdict":"HEALTHY","detail":"rank: no proof","rollbackLog10":-0.2,
            "advanceLog10":0,"advanceThreshold":0,"candidateTrials":523,"candidateTrialsNeeded":-1,
            "missing":false}],
         "failureRatio":null,"lostOutcomes":{"dropped":0,"unattributed":0},
         "breakerTrips":[],"shadowDifferences":[],"gates":[]}\
        """;

    private RolloutJson() {}

    public static ObjectNode running() {
        ObjectNode rollout = (ObjectNode) JSON.readTree(RUNNING);
        rollout.set("plan", RolloutPlanCodec.toTree(RolloutPlan.fast()));
        rollout.putArray("decisions")
                .add(decision(1, 0, "2026-11-25T03:00:40Z", "START")
                        .put("exposure", 1)
                        .put("reason", "the latency reference is there"))
                .add(decision(2, 0, "2026-11-25T03:01:18.5Z", "ADVANCE").put("reason", "to 5%: shown"));
        return rollout;
    }

    static ObjectNode decision(int number, int tick, String at, String kind) {
        return JSON.createObjectNode()
                .put("number", number)
                .put("at", at)
                .put("kind", kind)
                .put("fromStep", 1)
                .put("toStep", 1)
                .put("exposure", 5)
                .put("revision", 44)
                .put("reason", "because")
                .put("tick", tick)
                .putNull("evidenceAt")
                .putNull("activeEverywhereAt");
    }

    static RolloutDetailResponse bind(JsonNode rollout) {
        return CLIENT.bind("/", rollout, RolloutDetailResponse.class).value();
    }

    static RolloutTickResponse tick(int number, String at, boolean isEvaluated) {
        ObjectNode side = JSON.createObjectNode();
        for (String count : new String[] {"calls", "failures", "failedUnits", "trials", "failedTrials"}) {
            side.put(count, 0);
        }
        side.putObject("metrics");
        ObjectNode tick = JSON.createObjectNode()
                .put("number", number)
                .put("at", at)
                .put("revision", 44)
                .put("step", 1)
                .put("exposure", 5)
                .put("late", false)
                .put("rollbackLog10", isEvaluated ? 0.5 : null);
        tick.set("control", side);
        tick.set("candidate", side);
        tick.putObject("checks");
        return CLIENT.bind("/", tick, RolloutTickResponse.class).value();
    }
}
