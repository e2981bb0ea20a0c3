// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.PrivacyApi.AffectedIncident;
import dev.evenkeel.api.PrivacyApi.DefinitionLocation;
import dev.evenkeel.api.PrivacyApi.ErasedData;
import dev.evenkeel.api.PrivacyApi.ErasedUnit;
import dev.evenkeel.api.PrivacyApi.ErasureResponse;
import dev.evenkeel.api.PrivacyApi.HistoryMentions;
import dev.evenkeel.api.PrivacyApi.PersonalDataReportResponse;
import dev.evenkeel.api.PrivacyApi.PurgedSaltOwner;
import dev.evenkeel.api.PrivacyApi.ReconciliationExample;
import dev.evenkeel.api.PrivacyApi.StoredUnit;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.json.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PrivacyCommandsTest {
    private static final Instant STARTED = Instant.parse("2026-11-26T10:00:00Z");
    private static final PersonalDataReportResponse REPORT = new PersonalDataReportResponse(
            List.of(
                    new StoredUnit(
                            "x-1",
                            "experiment",
                            "prod",
                            "button",
                            STARTED,
                            true,
                            false,
                            2,
                            Instant.parse("2026-11-26T10:00:00.5Z"),
                            null),
                    new StoredUnit("r-1", "rollout", "prod", "core", null, false, true, 0, null, null)),
            List.of(new PurgedSaltOwner("r-0", "rollout", "prod", "core", Instant.parse("2026-11-01T10:00:00Z"))),
            List.of(new DefinitionLocation("prod", "/flags/vip/targeting/in/1/0")),
            new HistoryMentions(3, 4),
            List.of(new AffectedIncident("i-1", "money", false)),
            List.of(new ReconciliationExample("rc-1", "prod", "ledger")),
            List.of("backups of the database"));

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
        var removed = new ErasedData(List.of(new ErasedUnit("x-1", "prod", 2)), 1);
        server.respond(new ErasureResponse(removed, 12, REPORT));
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
        assertThat(server.runWithInput("alice\n", "privacy", "report", "--key", "-")
                        .exitCode())
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
