// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import static dev.evenkeel.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.wire.ExperimentExposure;
import dev.evenkeel.core.wire.ExperimentSummary;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.core.wire.UnitHash;
import dev.evenkeel.core.wire.UnitOutcome;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.NewRolloutSplit;
import dev.evenkeel.server.flags.flag.UnitSaltService;
import dev.evenkeel.server.rollouts.evidence.EvidenceRepository;
import dev.evenkeel.server.rollouts.evidence.OutcomeSummaryFixtures;
import dev.evenkeel.server.rollouts.evidence.RolloutExposureWindow;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PersonalDataReportServiceIT {
    private static final String FLAGS = "/api/v1/environments/default/flags";
    private static final String KEY = "alice-4711";

    private TestServer server;
    private long sequence;
    private int names;

    @BeforeAll
    void start() {
        server = TestServer.start("--salt-retention", "P0D");
        assertThat(server.put("/api/v1/services/shop", "{}").statusCode()).isEqualTo(200);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String createFlag() {
        String key = "flag-" + names++;
        String flag = Json.of("{'state':'ENABLED','variants':{'blue':'b','green':'g'},'defaultVariant':'blue'}");
        assertThat(server.put(FLAGS + "/" + key, flag).statusCode()).isLessThan(300);
        return key;
    }

    private String startExperiment(String flag) {
        HttpResponse<String> response = server.post("/api/v1/environments/default/experiments", """
                {"flag":"%s","hypothesis":"h","reason":"r","service":"shop","plan":{
                  "variants":[{"variant":"blue","share":50},{"variant":"green","share":50}],
                  "goals":[{"metric":"buy"}],"window":"PT5M","expectedUnits":40000}}""".formatted(flag));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return json(response).path("id").asString();
    }

    private void stopExperiment(String id) {
        assertThat(server.post("/api/v1/experiments/" + id + "/stop", Json.of("{'reason':'over'}"))
                        .statusCode())
                .isEqualTo(200);
    }

    private UnitSaltService.StoredUnitSalt findSalt(String owner) {
        return server.bean(UnitSaltService.class).findByOwner(owner).orElseThrow();
    }

    private static UnitSalt requireSalt(UnitSaltService.StoredUnitSalt storedUnitSalt) {
        return Objects.requireNonNull(storedUnitSalt.salt(), "the salt of " + storedUnitSalt.owner());
    }

    private void reportOutcome(String experiment, boolean keyed, long unit, int ageMillis) {
        send(
                List.of(),
                List.of(new ExperimentSummary(
                        experiment,
                        List.of(new ExperimentSummary.VariantExposures(
                                "green", List.of(new ExperimentExposure(unit, ageMillis, Double.NaN)))),
                        List.of(new ExperimentSummary.MetricOutcomes(
                                "buy", List.of(new UnitOutcome(unit, ageMillis, 1, 7)))),
                        keyed)));
    }

    private void send(List<OutcomeSummary> summaries, List<ExperimentSummary> experiments) {
        var batch =
                new OutcomeBatch("process", ++sequence, Instant.EPOCH, 0, summaries, experiments, List.of(), List.of());
        HttpResponse<String> response = server.send(server.asSdk("/sdk/v1/outcomes")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(WireCodec.encode(batch))));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private JsonNode postPrivacyRequest(String what, String more) {
        HttpResponse<String> response = server.post("/api/v1/privacy/" + what, Json.of("{'key':'%s'%s}", KEY, more));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    private static JsonNode findByOwner(String owner, JsonNode list) {
        return list.valueStream()
                .filter(one -> one.path("owner").asString().equals(owner))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode reportedUnit(String owner) {
        return findByOwner(owner, postPrivacyRequest("report", "").path("units"));
    }

    private List<Long> listExposedUnits(String experiment) {
        return server.bean(JdbcClient.class)
                .sql("select unit from experiment_unit where experiment = ?")
                .param(experiment)
                .query((row, index) -> row.getLong(1))
                .list();
    }

    @Test
    void storesExperimentUnitUnderOneHashForOldAndNewSdks() {
        String id = startExperiment(createFlag());
        long number = UnitHash.hash(id, KEY);
        long name = requireSalt(findSalt(id)).hashUnit(number);
        assertThat(reportedUnit(id).path("counted").asBoolean()).isFalse();

        reportOutcome(id, false, number, 0);
        reportOutcome(id, true, name, 0);
        assertThat(listExposedUnits(id)).containsExactly(name);
        JsonNode unit = reportedUnit(id);
        assertThat(unit.path("kind").asString()).isEqualTo("experiment");
        assertThat(unit.path("counted").asBoolean()).isTrue();
        assertThat(unit.path("since").asString()).isNotEmpty();
        assertThat(unit.path("rows").asInt()).isEqualTo(3);
    }

    @Test
    void storesRolloutUnitUnderOneHashForOldAndNewSdks() {
        String flag = createFlag();
        long revision = startSplit(flag, "r-old");
        var exposure = new RolloutExposureWindow("r-old", revision, "default", flag, "blue", "green");
        server.bean(EvidenceRepository.class).insertWindow(exposure);
        long number = UnitHash.hash("r-old", KEY);
        long name = requireSalt(findSalt("r-old")).hashUnit(number);
        OutcomeSummary older =
                OutcomeSummaryFixtures.split(exposure, SplitSide.CANDIDATE, LongStream.of(number), Long.MAX_VALUE);
        OutcomeSummary newer =
                OutcomeSummaryFixtures.split(exposure, SplitSide.CANDIDATE, LongStream.of(name), Long.MAX_VALUE);
        send(List.of(older), List.of());
        send(List.of(keyed(newer)), List.of());

        for (String table : List.of("trial_unit", "unit_first_event")) {
            assertThat(server.bean(JdbcClient.class)
                            .sql("select unit from " + table + " where rollout = 'r-old'")
                            .query(Long.class)
                            .list())
                    .as(table)
                    .containsExactly(name);
        }
        assertThat(reportedUnit("r-old").path("rows").asInt()).isEqualTo(2);
        assertThat(reportedUnit("r-old").path("lastSeenAt").asString()).isNotEmpty();

        JsonNode erased = postPrivacyRequest("erase", Json.of(",'reason':'asked for'"));
        assertThat(findByOwner("r-old", erased.at("/removed/units"))
                        .path("rows")
                        .asInt())
                .isEqualTo(2);
        assertThat(reportedUnit("r-old").path("counted").asBoolean()).isFalse();
    }

    private static OutcomeSummary keyed(OutcomeSummary summary) {
        var split = new SplitKey(
                "r-old", summary.split() == null ? 0 : summary.split().revision(), SplitSide.CANDIDATE, true);
        return new OutcomeSummary(
                summary.flag(),
                summary.variant(),
                split,
                summary.calls(),
                summary.failures(),
                summary.latency(),
                summary.failedUnits(),
                summary.trials(),
                summary.begun(),
                summary.metrics());
    }

    private long startSplit(String flag, String owner) {
        return server.bean(FlagService.class)
                .setSplit(
                        "default",
                        flag,
                        new NewRolloutSplit(
                                owner, "blue", "green", Percent.parse("50"), owner, Duration.ZERO, null, null));
    }

    @Test
    void anonymizesErasedUnitAndRetainsItsOutcomes() {
        String id = startExperiment(createFlag());
        UnitSalt salt = requireSalt(findSalt(id));
        long alice = salt.hashUnit(UnitHash.hash(id, KEY));
        long bob = salt.hashUnit(UnitHash.hash(id, "bob"));
        reportOutcome(id, true, alice, 0);
        reportOutcome(id, true, bob, 0);

        JsonNode erased = postPrivacyRequest("erase", Json.of(",'reason':'she asked for it'"));
        assertThat(findByOwner(id, erased.at("/removed/units")).path("rows").asInt())
                .isEqualTo(2);
        assertThat(findByOwner(id, erased.at("/remaining/units"))
                        .path("counted")
                        .asBoolean())
                .isFalse();
        assertThat(listExposedUnits(id)).hasSize(2).contains(bob).doesNotContain(alice);
        assertThat(server.bean(JdbcClient.class)
                        .sql("""
                                select count(*) from experiment_outcome o join experiment_unit u using (experiment, unit)
                                where experiment = ?""")
                        .param(id)
                        .query(Long.class)
                        .single())
                .as("what happened stays with the unit that has no name any more")
                .isEqualTo(2);

        JsonNode entry =
                json(server.get("/api/v1/audit/" + erased.path("auditEntry").asLong()));
        assertThat(entry.path("action").asString()).isEqualTo("privacy.erased");
        assertThat(entry.path("reason").asString()).isEqualTo("she asked for it");
        assertThat(entry.toString()).contains(id).doesNotContain(KEY);
    }

    @Test
    void erasesAnalyzedUnitWithoutChangingAnalyzedCount() {
        String id = startExperiment(createFlag());
        long alice = requireSalt(findSalt(id)).hashUnit(UnitHash.hash(id, KEY));
        reportOutcome(id, true, alice, 600_000);
        await().until(() -> json(server.get("/api/v1/experiments/" + id))
                        .path("analyzedUnits")
                        .asInt()
                == 1);
        postPrivacyRequest("erase", "");
        assertThat(listExposedUnits(id)).isEmpty();
        assertThat(json(server.get("/api/v1/experiments/" + id))
                        .path("analyzedUnits")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void cannotIdentifyUnitsAfterSaltIsDeleted() {
        String flag = createFlag();
        String id = startExperiment(flag);
        UnitSalt salt = requireSalt(findSalt(id));
        reportOutcome(id, true, salt.hashUnit(UnitHash.hash(id, KEY)), 0);
        assertThat(reportedUnit(id).path("counted").asBoolean()).isTrue();
        server.bean(UnitSaltPurgeService.class).purge();
        assertThat(findSalt(id).salt()).as("while it runs").isNotNull();

        stopExperiment(id);
        assertThat(reportedUnit(id).path("purged").asBoolean()).isTrue();
        server.bean(UnitSaltPurgeService.class).purge();
        assertThat(findSalt(id).salt()).isNull();
        JsonNode report = postPrivacyRequest("report", "");
        assertThat(report.path("units")
                        .valueStream()
                        .map(one -> one.path("owner").asString()))
                .doesNotContain(id);
        JsonNode gone = findByOwner(id, report.path("expired"));
        assertThat(gone.path("flag").asString()).isEqualTo(flag);
        assertThat(Instant.parse(gone.path("since").asString()))
                .isEqualTo(findSalt(id).deletedAt());
        assertThat(new DatabaseTextSearch(server.bean(JdbcClient.class))
                        .findColumnsContaining(salt.format(), hex(salt)))
                .as("no column of any table holds it")
                .isEmpty();
        assertThat(json(server.get("/api/v1/audit?subject=" + id))
                        .path("entries")
                        .valueStream()
                        .map(entry -> entry.path("action").asString()))
                .contains("salt.deleted");
    }

    private static String hex(UnitSalt salt) {
        return HexFormat.of().formatHex(salt.bytes());
    }

    @Test
    void replacesDeletedSaltWhileSplitIsActive() {
        String flag = createFlag();
        startSplit(flag, "r-ended");
        UnitSaltService salts = server.bean(UnitSaltService.class);
        UnitSalt first = requireSalt(findSalt("r-ended"));
        await().until(() -> getFlagSnapshot().contains(first.format()));

        assertThat(salts.delete(
                        findSalt("r-ended"), "test", server.bean(Clock.class).instant()))
                .isTrue();
        await().until(() -> !getFlagSnapshot().contains(first.format()));
        assertThat(getFlagSnapshot())
                .contains(Json.of("'evenkeel.rollout':'r-ended'"))
                .containsPattern(Json.of("'evenkeel.salt':'[A-Za-z0-9_-]{43}','evenkeel.seed':'r-ended'"));
        assertThat(findSalt("r-ended").salt())
                .as("it names nobody that is kept")
                .isNull();
        assertThat(salts.delete(
                        findSalt("r-ended"), "test", server.bean(Clock.class).instant()))
                .as("gone once")
                .isFalse();

        server.bean(FlagService.class).setSplit("default", flag, null);
        salts.cleanUp();
        assertThat(server.bean(JdbcClient.class)
                        .sql("select salt is null from unit_salt where owner = 'r-ended'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private String getFlagSnapshot() {
        return server.send(server.asSdk("/sdk/v1/flags")).body();
    }

    @Test
    void exposesSaltsOnlyToSdks() {
        String flag = createFlag();
        String id = startExperiment(flag);
        String salt = requireSalt(findSalt(id)).format();
        await().until(() -> getFlagSnapshot().contains(salt));
        String ofrep = server.send(server.asSdk("/ofrep/v1/evaluate/flags/" + flag)
                        .POST(BodyPublishers.ofString(Json.of("{'context':{'targetingKey':'%s'}}", KEY))))
                .body();
        assertThat(ofrep).contains("evenkeel.experiment");
        for (String body : List.of(
                ofrep,
                server.send(server.asSdk("/flagd/v1/flags")).body(),
                server.get(FLAGS + "?delivered=true").body(),
                server.get(FLAGS + "/" + flag).body(),
                server.get("/api/v1/audit").body())) {
            assertThat(body).contains(id).doesNotContain(salt).doesNotContain("evenkeel.salt");
        }
    }

    @Test
    void reportsAllOccurrencesOfKey() {
        storeKeyEverywhere("vips");
        JsonNode report = postPrivacyRequest("report", Json.of(",'environment':'vips'"));
        assertThat(report.at("/definitions/0/environment").asString()).isEqualTo("vips");
        assertThat(report.at("/definitions/0/pointer").asString()).isEqualTo("/flags/vip/targeting/if/0/in/1/0");
        assertThat(report.at("/history/definitions").asInt()).isEqualTo(1);
        assertThat(report.at("/history/auditEntries").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(report.at("/incidents/0/service").asString()).isEqualTo("money");
        assertThat(report.at("/examples/0/reconciliation").asString()).isEqualTo("rc-vips");
        assertThat(report.path("notSearched").size()).isPositive();
    }

    @Test
    void limitsReportToEnvironment() {
        storeKeyEverywhere("elsewhere");
        assertThat(postPrivacyRequest("report", Json.of(",'environment':'default'"))
                        .path("definitions")
                        .size())
                .isZero();
    }

    @Test
    void erasesExamplesButNotDefinitionsOrIncidents() {
        storeKeyEverywhere("erased");
        JsonNode erased = postPrivacyRequest("erase", Json.of(",'environment':'erased'"));
        assertThat(erased.at("/removed/examples").asInt()).isEqualTo(1);
        assertThat(erased.at("/remaining/examples").size()).isZero();
        assertThat(erased.at("/remaining/definitions").size())
                .as("definitions are for their authors")
                .isEqualTo(1);
        assertThat(erased.at("/remaining/incidents").size()).isEqualTo(1);
    }

    /// Stores the key in a flag's current and former definition, in an incident and in a reconciliation.
    private void storeKeyEverywhere(String environment) {
        String targeting = """
                {"flags":{"vip":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off",
                  "targeting":{"if":[{"in":[{"var":"targetingKey"},["bob","%s"]]},"on",null]}},
                 "ledger":{"state":"ENABLED","variants":{"off":"off","dualwrite":"dualwrite"},"defaultVariant":"off"}}}""".formatted(KEY);
        String flags = "/api/v1/environments/" + environment + "/flags";
        assertThat(server.put(flags, targeting).statusCode()).isEqualTo(200);
        assertThat(server.put(flags, targeting.replace("\"bob\",", "")).statusCode())
                .isEqualTo(200);
        HttpResponse<String> incident = server.post(
                "/api/v1/incidents",
                Json.of("{'service':'money','title':'booked twice','affected':['p-1','%s']}", KEY));
        assertThat(incident.statusCode()).as(incident.body()).isBetween(200, 201);
        server.bean(JdbcClient.class).sql("""
                        insert into reconciliation_pass (id, environment, flag, instance, stage, revision,
                            covers_all_writes, started_at, reported_at, examples)
                        values ('rc-' || :environment, :environment, 'ledger', 'i', 'off', 1, true, now(), now(),
                            array['account alice-4711: 3 rows', 'account alice-47112'])
                        """).param("environment", environment).update();
    }

    @Test
    void rejectsInvalidRequestsWithoutEchoingTheirContent() {
        for (String body : List.of(
                Json.of("{'key':4711}"),
                Json.of("{'key':''}"),
                "{}",
                "[]",
                Json.of("{'key':'a-4711','reason':'she is a-4711'}"),
                Json.of("{'key':'k','a-4711':1}"))) {
            HttpResponse<String> rejected = server.post("/api/v1/privacy/erase", body);
            assertThat(rejected.statusCode()).as(body).isEqualTo(422);
            assertThat(rejected.body()).doesNotContain("4711");
        }
        HttpResponse<String> torn = server.post("/api/v1/privacy/report", Json.of("{'key': alice4711}"));
        assertThat(torn.statusCode()).isEqualTo(400);
        assertThat(torn.body()).contains("at line 1").doesNotContain("alice");
        assertThat(server.post("/api/v1/privacy/erase", Json.of("{'key':'k','environment':'none'}"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void rejectsInvalidContextsWithoutEchoingTheirContent() {
        for (String body : List.of(
                Json.of("{'context':{'targetingKey':4711}}"),
                Json.of("{'context':{'targetingKey':alice4711}}"),
                Json.of("{'context': '4711'}"))) {
            HttpResponse<String> rejected =
                    server.send(server.asSdk("/ofrep/v1/evaluate/flags/any").POST(BodyPublishers.ofString(body)));
            assertThat(rejected.statusCode()).isEqualTo(400);
            assertThat(rejected.body()).doesNotContain("4711");
        }
        HttpResponse<String> batch = server.send(
                server.asSdk("/sdk/v1/outcomes").POST(BodyPublishers.ofString(Json.of("{'instance': alice4711}"))));
        assertThat(batch.statusCode()).isEqualTo(400);
        assertThat(batch.body()).contains("at line 1").doesNotContain("4711");
    }
}
