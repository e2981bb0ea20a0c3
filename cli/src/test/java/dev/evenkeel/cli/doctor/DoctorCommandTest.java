// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.AuditApi.AuditHeadResponse;
import dev.evenkeel.api.AuditApi.PublishedHeadResponse;
import dev.evenkeel.api.AuditApi.PublishedHeadsResponse;
import dev.evenkeel.api.CredentialApi.SdkKey;
import dev.evenkeel.api.EnvironmentApi.EnvironmentListResponse;
import dev.evenkeel.api.HealthApi.HealthResponse;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.json.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DoctorCommandTest {
    @RegisterExtension
    private final StubServer server = new StubServer();

    @BeforeEach
    void respondAsHealthyServer() {
        server.respond("{}");
        server.on("GET", "/health").respond(new HealthResponse("ready", "up"));
        server.on("GET", "/api/v1/doctor").respond(diagnosis("on"));
        server.on("GET", "/api/v1/environments").respond(new EnvironmentListResponse(List.of("prod")));
        Instant created = Instant.parse("2026-01-01T00:00:00Z");
        Instant tomorrow = Instant.now().plusSeconds(86_400);
        server.on("GET", "/api/v1/environments/prod/sdk-keys")
                .respond(List.of(
                        new SdkKey("k-1", "prod", "payments", "anna", created, tomorrow, null, null),
                        new SdkKey("k-2", "prod", "", "", created, null, null, null)));
        server.on("GET", "/api/v1/tokens").respond(List.of());
        var head = new AuditHeadResponse(
                7, "ab", "https://keel.example", Instant.parse("2026-11-27T10:00:00Z"), "k", "a.b.c");
        server.on("GET", "/api/v1/audit/heads/latest")
                .respond(new PublishedHeadsResponse(0, List.of(new PublishedHeadResponse("f", head))));
    }

    /* JSON instead of a record, with a field of a newer version. */
    private static String diagnosis(String fsync) {
        return """
                {"server":{"version":"9.9.9","java":{"feature":25,"version":"25.0.3+9","vendor":"Adoptium"},
                  "heapBytes":1073741824,"memoryBytes":4294967296,"files":{"used":300,"limit":32768},"streams":10000,
                  "embedded":false,"clockSkewMillis":2,"at":"%s","of a newer version":1},
                 "database":{"version":"18.6","versionNumber":180006,"fsync":"%s","synchronousCommit":"on",
                  "fullPageWrites":"on","maxConnections":100,"connections":7,"encoding":"UTF8","canCreateTables":true,
                  "readOnly":false,"at":"2026-11-27T17:20:53.123456+00:00"},"quarantinedRows":[]}
                """.formatted(Instant.now(), fsync);
    }

    @Test
    void printsEachFindingWithItsRemedy() {
        CliResult result = server.run("doctor");
        assertThat(result.exitCode()).as("warnings are no failure").isZero();
        assertThat(result.out())
                .anyMatch(line -> line.matches("OK {4}fsync +on"))
                .anyMatch(line -> line.matches("OK {4}audit log heads +newest published at 2026-11-27T10:00:00Z"))
                .anyMatch(line -> line.matches("WARN {2}SDK key payments of prod +expires at .*"))
                .anyMatch(line -> line.matches(
                        " {6}Create a new key \\(./evenkeel sdk-key create --environment prod\\), .*k-1.*"))
                .anyMatch(line -> line.matches("- {5}streams +no SDK key specified"));
        assertThat(result.out().getLast()).matches("\\d+ passed, \\d+ warnings, 0 failed, 1 skipped");
        assertThat(server.requests()).allMatch(request -> request.startsWith("GET "));
    }

    @Test
    void returns1WhenCheckFails() {
        server.on("GET", "/api/v1/doctor").respond(diagnosis("off"));
        CliResult result = server.run("doctor", "--json");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).hasSize(1);
        assertThat(result.out().getFirst())
                .contains(Json.of("{'check':'fsync','verdict':'FAIL','observed':'off','remedy':'A power failure"))
                .contains(Json.of("'failed':1"));
    }

    @Test
    void reportsMissingPermission() {
        server.setStatus(403);
        CliResult result = server.run("doctor");
        assertThat(result.exitCode()).as("/health does not answer so").isEqualTo(1);
        assertThat(result.out()).anyMatch(line -> line.contains("Use an administrator's token."));
    }

    @Test
    void reportsInvalidToken() {
        server.setStatus(401);
        assertThat(server.run("doctor").out()).anyMatch(line -> line.contains("the server rejects the API token"));
    }

    @Test
    void failsWhenServerClosesStream() {
        assertThat(server.run("doctor", "--sdk-key", "k").out())
                .anyMatch(line -> line.matches("FAIL {2}streams +closed after .*"));
    }

    @Test
    void reportsUnreachableServerAndRunsLocalChecks() {
        server.stop();
        CliResult result = server.run("doctor");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out())
                .anyMatch(line -> line.matches("OK {4}java here +25.*"))
                .anyMatch(line -> line.matches("FAIL {2}server +No response from .*"))
                .anyMatch(line -> line.contains("All other checks of the server were skipped."));
    }

    @Test
    void checksDatabaseWithoutServer() {
        CliResult result =
                CliResult.of("doctor", "--database-url", "jdbc:postgresql://127.0.0.1:1/evenkeel?user=evenkeel");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .anyMatch(line -> line.matches("FAIL {2}database +Connection to 127.0.0.1:1 refused.*"))
                .anyMatch(line -> line.matches("- {5}server +no server specified"));
    }

    @Test
    void rejectsAddressOfOtherDatabase() {
        assertThat(CliResult.of("doctor", "--database-url", "mysql://h/d").exitCode())
                .isEqualTo(2);
    }
}
