// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.telemetry.LatencyBins;
import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.core.wire.UnitFirstEvent;
import dev.evenkeel.core.wire.UnitHash;
import dev.evenkeel.core.wire.UnitTrial;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.flags.flag.EnvironmentSnapshot;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.UnitSaltService;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Call reports of processes without the SDK, for a running rollout.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CallReportControllerIT {
    private static final String PLAN = """
            {"name": "reported", "steps": [{"exposure": 20, "dwell": "PT1H"}, {"exposure": 100, "dwell": "PT1H"}],
             "alpha": 0.01, "advanceAlpha": 0.05, "warmUp": "PT0S", "restartEvery": "PT60S", "seedSamples": 1,
             "tickMaxAge": "PT0.2S", "breaker": {"instances": 10, "ceiling": 80},
             "guardrails": {"latency": [], "errors": {"weight": 1, "rollbackRatio": 1, "toleratedRise": 0,
               "toleratedExtra": 2, "action": "OBSERVE"}}}""";

    private static final String ACCEPTED = Json.of("{'accepted':true}");
    private static final String DUPLICATE = Json.of("{'accepted':false,'duplicate':true}");

    private TestServer server;
    private int flags;
    private String flag = "";
    private String rollout = "";
    private long revision;
    private long sequence;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void startRollout() {
        flag = "checkout-" + ++flags;
        server.put("/api/v1/environments/default/flags/" + flag, """
                {"state": "ENABLED", "variants": {"classic": "c", "modern": "m"}, "defaultVariant": "classic"}""");
        await("the flag to be known").until(() -> snapshot().flagKeys().contains(flag));
        String seed = Json.of("{'flag':'%s','variant':'classic','calls':[{'micros':900}]}", flag);
        assertThat(send(report("seed-" + flag, 1, seed)).body()).isEqualTo(ACCEPTED);
        HttpResponse<String> started = server.post("/api/v1/environments/default/rollouts", """
                {"flag": "%s", "control": "classic", "candidate": "modern", "reason": "r", "plan": %s}
                """.formatted(flag, PLAN));
        assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
        rollout = TestServer.json(started).path("id").asString();
        revision = await("the split to be in force")
                .until(
                        () -> {
                            server.job("rollout guard").runSoon();
                            return revisionInForce();
                        },
                        found -> found > 0);
    }

    private long revisionInForce() {
        var split = snapshot().findRolloutSplit(flag);
        return split != null && split.exposure().basisPoints() == 2_000 ? split.revision() : 0;
    }

    private FlagSnapshot snapshot() {
        return server.bean(FlagService.class)
                .findLatest("default")
                .map(EnvironmentSnapshot::compiled)
                .orElseThrow();
    }

    /// Targeting keys of a variant.
    private List<String> units(String variant, int number) {
        FlagSnapshot snapshot = snapshot();
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "customer-" + i)
                .filter(unit -> variant.equals(snapshot.findSplitVariant(flag, unit)))
                .limit(number)
                .toList();
    }

    private String side(String variant, String role) {
        return Json.of(
                "'flag':'%s','variant':'%s','rollout':'%s','revision':%d,'role':'%s'",
                flag, variant, rollout, revision, role);
    }

    private String candidate(List<String> units, int failing) {
        String failure = Json.of(",'failed':true,'ageMillis':200");
        List<String> calls = IntStream.range(0, units.size())
                .mapToObj(i ->
                        Json.of("{'micros':5000,'trial':true,'unit':'%s'%s}", units.get(i), i < failing ? failure : ""))
                .toList();
        return Json.of("{%s,'calls':[%s]}", side("modern", "candidate"), String.join(",", calls));
    }

    private String report(String instance, long number, String groups) {
        return Json.of("{'instance':'%s','sequence':%s,'groups':[%s]}", instance, number, groups);
    }

    private HttpResponse<String> send(byte[] body, String type) {
        return server.send(
                server.asSdk("/sdk/v1/calls").header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    private HttpResponse<String> send(String json) {
        return send(json.getBytes(UTF_8), "application/json");
    }

    private void sendAsSdk(OutcomeSummary summary) {
        byte[] batch =
                WireCodec.encode(new OutcomeBatch("sdk", ++sequence, java.time.Instant.EPOCH, 0, List.of(summary)));
        HttpResponse<String> answer = server.send(server.asSdk("/sdk/v1/outcomes")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(batch)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private JsonNode loadRollout() {
        return TestServer.json(server.get("/api/v1/rollouts/" + rollout));
    }

    private void awaitCandidate(long calls, long failedUnits, long trials) {
        await("the guard to have judged it").untilAsserted(() -> {
            JsonNode candidate = loadRollout().at("/counts/candidate");
            assertThat(candidate.path("calls").asLong()).as("%s", loadRollout()).isEqualTo(calls);
            assertThat(candidate.path("failedUnits").asLong()).isEqualTo(failedUnits);
            assertThat(candidate.path("trials").asLong()).isEqualTo(trials);
        });
    }

    @Test
    void countsDuplicateReportsAndUnitsSharedWithSdkOnce() {
        startRollout();
        List<String> units = units("modern", 60);
        String report = report("a-" + flag, 1, candidate(units, 12));
        assertThat(send(report).body()).isEqualTo(ACCEPTED);
        assertThat(send(report).body()).isEqualTo(DUPLICATE);
        assertThat(send(report("b-" + flag, 1, candidate(units, 12))).body()).isEqualTo(ACCEPTED);

        UnitSalt salt = Objects.requireNonNull(server.bean(UnitSaltService.class)
                .findByOwner(rollout)
                .orElseThrow()
                .salt());
        long sameUnit = salt.hashUnit(UnitHash.hash(rollout, units.getFirst()));
        var latency = new LatencyHistogram();
        latency.record(5_000);
        sendAsSdk(new OutcomeSummary(
                flag,
                "modern",
                new SplitKey(rollout, revision, SplitSide.CANDIDATE, true),
                1,
                1,
                latency,
                List.of(new UnitFirstEvent(sameUnit, 0)),
                List.of(new UnitTrial(sameUnit, true, LatencyBins.binOf(5_000))),
                List.of(),
                List.of()));

        awaitCandidate(121, 12, 60);
    }

    @Test
    void countsTrialOnceForUnitReportedAsBegun() {
        startRollout();
        List<String> units = units("modern", 30);
        String begun = Json.of("{%s,'begun':['%s']}", side("modern", "candidate"), String.join("\",\"", units));
        assertThat(send(report("a-" + flag, 1, begun)).body()).isEqualTo(ACCEPTED);
        assertThat(send(report("a-" + flag, 2, candidate(units, 0))).body()).isEqualTo(ACCEPTED);
        awaitCandidate(30, 0, 30);
    }

    @Test
    void rejectsUnitsOfOtherVariantWithoutRevealingTargetingKeys() {
        startRollout();
        List<String> control = units("classic", 3);
        HttpResponse<String> answer = send(report("a-" + flag, 1, candidate(control, 1)));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains(
                        Json.of("'pointer':'/groups/0/calls/0/unit'"),
                        "does not assign this unit to variant modern",
                        "targeting key")
                .doesNotContain("customer-");
        assertThat(TestServer.json(answer).path("problems").size()).isEqualTo(3);
        assertThat(send(report("a-" + flag, 1, candidate(units("modern", 3), 1)))
                        .body())
                .as("nothing of it was stored")
                .isEqualTo(ACCEPTED);
    }

    @Test
    void returnsNumberOfUnattributedCalls() {
        startRollout();
        String elsewhere = candidate(List.of("u"), 0).replace("\"revision\":" + revision, "\"revision\":99999");
        assertThat(send(report("a-" + flag, 1, elsewhere)).body())
                .isEqualTo(Json.of("{'accepted':true,'unattributed':1}"));
        assertThat(send(report("a-" + flag, 1, elsewhere)).body()).isEqualTo(DUPLICATE);
    }

    @Test
    void parsesJsonAndProtobufByContentType() throws IOException {
        assertThat(send(protobufReport(), "application/protobuf").body())
                .isEqualTo(Json.of("{'accepted':true,'unattributed':6}"));
        assertThat(send(protobufReport(), "application/x-protobuf").body()).isEqualTo(DUPLICATE);
        assertThat(send(Files.readAllBytes(Path.of("../spec/outcomes/report.json")), "Application/JSON; charset=utf-8")
                        .body())
                .as("the same report in the other form")
                .isEqualTo(DUPLICATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "application/cbor", "text/plain", "nonsense"})
    void returns415ForUnknownContentType(String type) throws IOException {
        HttpResponse<String> answer = send(protobufReport(), type);
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(TestServer.json(answer).path("code").asString()).isEqualTo("unsupported-media-type");
    }

    @Test
    void namesContentTypeOfBinaryFormInHint() throws IOException {
        assertThat(send(protobufReport(), "text/plain").body()).contains("to application/protobuf for the binary form");
    }

    @Test
    void returns400ForBodyThatDoesNotMatchContentType() throws IOException {
        assertThat(send(protobufReport(), "application/json").statusCode()).isEqualTo(400);
        assertThat(send("{}".getBytes(UTF_8), "application/protobuf").statusCode())
                .isEqualTo(400);
        assertThat(send(new byte[] {8, 1}, "application/protobuf").body())
                .contains("The report is not a valid Protocol Buffers message: instance has the wrong type");
    }

    @Test
    void returns413ForOversizedReport() {
        assertThat(send(new byte[2_000_001], "application/protobuf").statusCode())
                .isEqualTo(413);
    }

    private static byte[] protobufReport() throws IOException {
        String hex = Files.readString(Path.of("../spec/outcomes/report.hex"));
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    @Test
    void returns401WithoutSdkKey() {
        assertThat(server.send(server.request("/sdk/v1/calls").POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void rejectsInvalidReport() {
        HttpResponse<String> answer = send(report("", 0, ""));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("The report is invalid", "sequence must be 1 or more");
    }

    @Test
    void acceptsExamplesInOutcomeApiReference() throws IOException {
        List<String> examples = Pattern.compile("(?s)```json\n(\\{\"instance\".*?)```")
                .matcher(Files.readString(Path.of("../docs/reference/outcome-api.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            assertThat(send(example).statusCode()).as(example).isEqualTo(200);
        }
    }
}
