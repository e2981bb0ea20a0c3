// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PrivacyCommandsTest {
    private static final String REPORT = """
            {"units":[
              {"owner":"x-1","kind":"experiment","environment":"prod","flag":"button","saltCreatedAt":"2026-11-26T10:00:00Z",
               "counted":true,"purged":false,"rows":2,"since":"2026-11-26T10:00:00.5Z","lastSeenAt":null},
              {"owner":"r-1","kind":"rollout","environment":"prod","flag":"core","saltCreatedAt":null,
               "counted":false,"purged":true,"rows":0,"since":null,"lastSeenAt":null}],
             "expired":[{"owner":"r-0","kind":"rollout","environment":"prod","flag":"core","since":"2026-11-01T10:00:00Z"}],
             "definitions":[{"environment":"prod","pointer":"/flags/vip/targeting/in/1/0"}],
             "history":{"definitions":3,"auditEntries":4},
             "incidents":[{"incident":"i-1","service":"money","corrected":false}],
             "examples":[{"reconciliation":"rc-1","environment":"prod","flag":"ledger"}],
             "notSearched":["backups of the database"]}""";

    @RegisterExtension
    private final StubServer server = new StubServer();

    @Test
    void reportsStoredDataAndSendsKeyInBody() {
        server.respond(REPORT);
        CliResult result = server.run("privacy", "report", "--key", "alice/17");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .containsExactly(
                        "OWNER  KIND        FLAG         COUNTED                   ROWS  SINCE                 LAST SEEN",
                        "x-1    experiment  prod/button  yes                       2     2026-11-26 10:00:00Z  -",
                        "r-1    rollout     prod/core    ended, all units deleted  0     -                     -",
                        "",
                        "Can no longer be determined:",
                        "  rollout r-0 of prod/core: salt deleted 2026-11-01 10:00:00Z",
                        "",
                        "Flag definitions that contain the key:",
                        "  prod /flags/vip/targeting/in/1/0",
                        "",
                        "Kept permanently: 3 earlier definitions and 4 audit log entries that contain the key.",
                        "",
                        "Incidents that list it as affected:",
                        "  i-1 of money, not corrected yet",
                        "",
                        "Reconciliations with an example that contains it:",
                        "  rc-1 of prod/ledger",
                        "",
                        "Not searched:",
                        "  backups of the database");
        assertThat(server.run("privacy", "report", "--key", "a", "--environment", "prod")
                        .exitCode())
                .isZero();
        assertThat(server.requests())
                .containsExactly(
                        Json.of("POST /api/v1/privacy/report {'key':'alice/17'}"),
                        Json.of("POST /api/v1/privacy/report {'key':'a','environment':'prod'}"));
    }

    @Test
    void eraseRequiresConfirmation() {
        CliResult result = server.run("privacy", "erase", "--key", "alice");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("add --yes");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void erasesWithConfirmation() {
        server.respond(Json.of(
                """
                {'removed':{'units':[{'owner':'x-1','environment':'prod','rows':2}],'examples':1},\
                'auditEntry':12,'remaining':%s}""",
                REPORT));
        CliResult result = server.run("privacy", "erase", "--key", "alice", "--yes", "--reason", "ticket 812");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out().getFirst())
                .isEqualTo(
                        "Erased: 2 rows of 1 rollouts and experiments, 1 examples. Audit log entry 12 records the erasure,"
                                + " without the key.");
        assertThat(server.requests())
                .containsExactly(Json.of("POST /api/v1/privacy/erase {'key':'alice','reason':'ticket 812'}"));
    }

    @Test
    void readsKeyFromStandardInput() {
        server.respond(REPORT);
        assertThat(server.runWithInput("alice\n", "privacy", "report", "--key", "-").exitCode())
                .isZero();
        assertThat(server.requests()).containsExactly(Json.of("POST /api/v1/privacy/report {'key':'alice'}"));
    }

    @Test
    void rejectsEmptyStandardInput() {
        CliResult result = server.runWithInput("", "privacy", "report", "--key", "-");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("standard input is empty");
        assertThat(server.requests()).isEmpty();
    }
}
