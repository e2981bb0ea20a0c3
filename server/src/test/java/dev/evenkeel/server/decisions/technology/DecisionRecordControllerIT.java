// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.audit.AuditLog;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Decision records over HTTP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DecisionRecordControllerIT {
    private static final String RECORDS = "/api/v1/decision-records";
    private static final String TEXT = """
            ---
            status: accepted
            date: 2026-11-20
            decision-makers: anna, ben
            ---
            # Use Redis   for sessions

            ## Our own section

            odd   spacing
            """;

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void storesDecisionRecordTextUnchanged() {
        JsonNode put = json(put("0001-use-redis", TEXT, "a week of trial"), 200);
        assertThat(put.at("/0/decisionMakers").toString()).isEqualTo(Json.of("['anna','ben']"));
        JsonNode one = json(server.get(RECORDS + "/0001-use-redis"), 200);
        assertThat(one.get("text").stringValue()).isEqualTo(TEXT);
        assertThat(one.get("status").stringValue()).isEqualTo("accepted");
        assertThat(one.get("accepted").booleanValue()).isTrue();
        assertThat(one.at("/sections/0/heading").stringValue()).isEqualTo("Our own section");

        put("0001-use-redis", TEXT, "again");
        put("0001-use-redis", TEXT.replace("accepted", "rejected"), "it was too slow");
        assertThat(json(server.get(RECORDS), 200).at("/0/accepted").booleanValue())
                .isFalse();
        assertThat(server.bean(AuditLog.class).listNewestBySubject("0001-use-redis", 5))
                .extracting(AuditEntry::reason)
                .containsExactly("it was too slow", "a week of trial");
    }

    @Test
    void rejectsInvalidDecisionRecordsAndStoresNone() {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.putObject("records")
                .put("0002-good", "# Good")
                .put("0003-bad", "no title")
                .put("../x", "# T");
        JsonNode problem = json(server.put(RECORDS, body.toString()), 422);
        assertThat(problem.get("problems")
                        .valueStream()
                        .map(one -> one.get("pointer").stringValue()))
                .containsExactlyInAnyOrder("/records/0003-bad", "/records/../x");
        assertThat(server.get(RECORDS + "/0002-good").body()).contains("decision-record-not-found");
        assertThat(json(server.put(RECORDS, Json.of("{'text':'# T'}")), 422)
                        .get("problems")
                        .size())
                .isEqualTo(2);
        assertThat(json(server.put(RECORDS, Json.of("{'records':{'a':5}}")), 422)
                        .at("/problems/0/pointer")
                        .stringValue())
                .isEqualTo("/records/a");
    }

    private HttpResponse<String> put(String id, String text, String reason) {
        ObjectNode body = JsonMapper.shared().createObjectNode().put("reason", reason);
        body.putObject("records").put(id, text);
        return server.put(RECORDS, body.toString());
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return TestServer.json(answer);
    }
}
