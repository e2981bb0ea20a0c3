// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.gate.GateVerdict;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.gates.gate.GateContext;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Freeze windows over HTTP, and the gate that evaluates them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FreezeWindowControllerIT {
    private static final String FREEZES = "/api/v1/freeze-windows";
    private static final Instant FRIDAY_EVENING = Instant.parse("2026-12-04T18:00:00Z");
    private static final String WEEKEND = """
            {"windows":[{"name":"weekend","reason":"nobody is here","start":"2026-01-02T18:00","zone":"Europe/Zurich",
             "duration":"P2DT14H","rrule":"FREQ=WEEKLY;BYDAY=FR","environments":["default"],"classes":["normal"]}]}""";
    private static final String AUDIT = """
            {"windows":[{"name":"audit","start":"2026-12-04T12:00","zone":"UTC","duration":"P1W"}]}""";

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
    void deniesChangesDuringRecurringWindow() {
        assertThat(readJson(server.put(FREEZES, WEEKEND)).at("/windows/0/kind").stringValue())
                .isEqualTo("DENY");
        GateResult result = evaluateGate("default", "normal", FRIDAY_EVENING);
        assertThat(result.verdict()).isEqualTo(GateVerdict.DENY);
        assertThat(result.reason()).isEqualTo("weekend (nobody is here) until 2026-12-07T07:00:00Z");
        assertThat(result.until()).isEqualTo(Instant.parse("2026-12-07T07:00:00Z"));
        assertThat(evaluateGate("default", "hotfix", FRIDAY_EVENING).verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(evaluateGate("test", "normal", FRIDAY_EVENING).verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(evaluateGate("default", "normal", Instant.parse("2027-10-01T18:00:00Z"))
                        .verdict())
                .as("worked out anew when time has passed")
                .isEqualTo(GateVerdict.DENY);
    }

    @Test
    void addsWindowsWithPatch() {
        readJson(server.put(FREEZES, WEEKEND));
        JsonNode both = readJson(server.send(server.asAdmin(FREEZES + "?reason=audit%20week")
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(AUDIT))));
        assertThat(both.get("windows").size()).isEqualTo(2);
        assertThat(evaluateGate("test", "hotfix", FRIDAY_EVENING).reason())
                .isEqualTo("audit until 2026-12-11T12:00:00Z");
        assertThat(evaluateGate("default", "normal", FRIDAY_EVENING).until())
                .as("the weekend after begins later than the audit ends")
                .isEqualTo(Instant.parse("2026-12-11T12:00:00Z"));
        assertThat(server.bean(AuditLog.class).listNewestBySubject("freezes", 2))
                .extracting(AuditEntry::reason)
                .containsExactly("audit week", "");
    }

    @Test
    void opensGateWhenWindowsAreDeleted() {
        readJson(server.put(FREEZES, WEEKEND));
        assertThat(readJson(server.put(FREEZES, Json.of("{'windows':[]}")))
                        .get("windows")
                        .isEmpty())
                .isTrue();
        assertThat(evaluateGate("default", "normal", FRIDAY_EVENING).reason()).isEqualTo("no freeze");
    }

    @Test
    void deletesOneFreezeWindow() {
        readJson(server.put(FREEZES, """
                {"windows":[{"name":"busy season","start":"2026-11-20T00:00","zone":"UTC","duration":"P42D"},
                            {"name":"audit","start":"2026-12-04T12:00","zone":"UTC","duration":"P1W"}]}"""));
        assertThat(delete("/busy%20season?reason=it%20ended%20early").statusCode())
                .isEqualTo(204);
        assertThat(readJson(server.get(FREEZES)).at("/windows")).hasSize(1);
        assertThat(evaluateGate("test", "hotfix", FRIDAY_EVENING).reason())
                .isEqualTo("audit until 2026-12-11T12:00:00Z");
        AuditEntry entry =
                server.bean(AuditLog.class).listNewestBySubject("freezes", 1).getFirst();
        assertThat(entry.reason()).isEqualTo("it ended early");
        assertThat(entry.before()).contains("busy season", "audit");
        assertThat(entry.after()).contains("audit").doesNotContain("busy season");

        HttpResponse<String> gone = delete("/busy%20season");
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.body())
                .contains(
                        "freeze-window-not-found",
                        "There is no freeze window",
                        "busy season",
                        "./evenkeel freeze list");
        assertThat(readJson(server.put(FREEZES, Json.of("{'windows':[]}")))
                        .get("windows")
                        .isEmpty())
                .isTrue();
    }

    private HttpResponse<String> delete(String window) {
        return server.send(server.asAdmin(FREEZES + window).DELETE());
    }

    @Test
    void rejectsInvalidCalendarWithoutChangingIt() {
        String before = server.get(FREEZES).body();
        HttpResponse<String> rejected = server.put(FREEZES, """
                {"windows":[{"name":"x","start":"2026-01-02T18:00","zone":"Mars","duration":"P1D"},
                            {"name":"y","start":"2026-01-02","zone":"UTC","duration":"P1D","rrule":"FREQ=OFTEN"}]}""");
        assertThat(rejected.statusCode()).isEqualTo(422);
        assertThat(rejected.body())
                .contains(
                        "/windows/0/zone",
                        "/windows/1/start",
                        "/windows/1/rrule",
                        "The freeze calendar was not changed.");
        assertThat(server.get(FREEZES).body()).isEqualTo(before);
    }

    private GateResult evaluateGate(String environment, String changeClass, Instant now) {
        var context = new GateContext(environment, "core", null, null, changeClass, "admin");
        return server.bean(FreezeGate.class).evaluate(context, now).getFirst();
    }

    private static JsonNode readJson(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return TestServer.json(response);
    }
}
