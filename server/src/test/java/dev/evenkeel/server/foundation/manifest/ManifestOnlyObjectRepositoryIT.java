// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.files.plan.RolloutPlanCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.GrantedRights;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// Storage of objects that exist only as manifests.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ManifestOnlyObjectRepositoryIT {
    private static final KindStorageMapping<JsonNode> CASES = KindStorageMapping.ofJson(
            new KindStorageMapping.TableLocation("risk_case", List.of("name"), "spec"),
            new KindStorageMapping.AuditActions("test.put", "test.gone"));
    private static final KindStorageMapping<JsonNode> CHANGES = KindStorageMapping.ofJson(
            new KindStorageMapping.TableLocation("prepared_change", List.of("environment", "flag"), "spec"),
            new KindStorageMapping.AuditActions("test.put", "test.gone"));

    private TestServer server;
    private ManifestOnlyObjectRepository specs;

    @BeforeAll
    void start() {
        server = TestServer.start();
        specs = server.bean(ManifestOnlyObjectRepository.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void inTransaction(Runnable deed) {
        server.bean(TransactionTemplate.class).executeWithoutResult(status -> deed.run());
    }

    private static ManifestChangeContext changeContext() {
        return new ManifestChangeContext(
                new Caller.Actor("ann", GrantedRights.ALL), "as agreed", new ValidationErrors());
    }

    private static JsonNode json(String text) {
        return JsonTextParser.STRICT.readTree(text);
    }

    private JsonNode exportSingle(String kind) {
        JsonNode objects =
                TestServer.json(server.get("/api/v1/manifests?kind=" + kind)).path("objects");
        assertThat(objects.size()).as("%s", objects).isEqualTo(1);
        return objects.path(0);
    }

    private List<JsonNode> entries(String subject) {
        return TestServer.json(server.get("/api/v1/audit?action=test.&subject=" + subject))
                .path("entries")
                .valueStream()
                .toList();
    }

    /* The same rows as the statements of migrations 50 to 53. */
    @Test
    void readsObjectsStoredByOlderVersions() {
        JdbcClient jdbc = server.bean(JdbcClient.class);
        String plan = RolloutPlanCodec.encode(Objects.requireNonNull(NamedPlanLookup.BUILT_IN.find("fast")))
                .replace("\"fast\"", "\"older\"");
        jdbc.sql("insert into rollout_plan (name, plan) values ('older', ?::jsonb)")
                .param(plan)
                .update();
        jdbc.sql("insert into incident_template (name, spec) values ('older', ?::jsonb)")
                .param("""
                        {"description": "", "title": "gone", "roles": {}, "firstSteps": ["Look"], "followUps": []}""")
                .update();
        jdbc.sql("insert into risk_case (name, spec) values ('older', ?)")
                .param(Json.of("{'name':'move','asOf':'2026-11-26','weeks':26.50}"))
                .update();
        jdbc.sql("insert into prepared_change (environment, flag, spec) values ('default', 'older', ?)")
                .param(Json.of("{'control':'a','candidate':'b','plan':'fast','from':5.0}"))
                .update();

        assertThat(exportSingle("RolloutPlan").at("/spec/steps").size()).isGreaterThan(2);
        assertThat(exportSingle("IncidentTemplate").at("/spec/firstSteps/0").asString())
                .isEqualTo("Look");
        assertThat(server.get("/api/v1/risk-cases/older").body()).contains("26.50");
        JsonNode change = exportSingle("PreparedChange");
        assertThat(change.at("/metadata/environment").asString()).isEqualTo("default");
        assertThat(change.at("/metadata/name").asString()).isEqualTo("older");
        assertThat(change.at("/spec/candidate").asString()).isEqualTo("b");
        jdbc.sql("delete from risk_case").update();
        jdbc.sql("delete from prepared_change").update();
    }

    @Test
    void auditsEachChangeWithBeforeAndAfter() {
        ManifestObjectName name = new ManifestObjectName("default", "noted");
        inTransaction(() -> specs.save(CHANGES, name, json(Json.of("{'from':5.00}")), changeContext()));
        inTransaction(() -> specs.save(CHANGES, name, json(Json.of("{'from':5.00}")), changeContext()));
        inTransaction(() -> specs.save(CHANGES, name, json(Json.of("{'from':7}")), changeContext()));
        assertThat(specs.findByName(CHANGES, name)).contains(json(Json.of("{'from':7}")));
        assertThat(specs.findByName(CHANGES, new ManifestObjectName("other", "noted")))
                .isEmpty();
        inTransaction(() -> specs.delete(CHANGES, name, changeContext()));
        inTransaction(() -> specs.delete(CHANGES, name, changeContext()));
        assertThat(specs.listAll(CHANGES)).doesNotContainKey(name);

        List<JsonNode> entries = entries("default/noted");
        assertThat(entries)
                .extracting(one -> one.path("action").asString() + " by "
                        + one.path("actor").asString())
                .containsExactly("test.gone by ann", "test.put by ann", "test.put by ann");
        assertThat(entries.get(2).path("before").isNull()).isTrue();
        assertThat(entries.get(1).path("before").toString()).contains("5.00");
        assertThat(entries.get(1).path("after").toString()).contains("7");
        assertThat(entries.get(0).path("reason").asString()).isEqualTo("as agreed");
        assertThat(entries.get(0).path("after").isNull()).isTrue();
    }

    @Test
    void rejectsSaveOutsideTransaction() {
        ManifestObjectName name = ManifestObjectName.of("alone");
        assertThatThrownBy(() -> specs.save(CASES, name, json("{}"), changeContext()))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThat(specs.findByName(CASES, name)).isEmpty();
    }
}
