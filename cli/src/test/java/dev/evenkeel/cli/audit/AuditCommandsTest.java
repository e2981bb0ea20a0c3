// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.AuditApi.AuditEntriesResponse;
import dev.evenkeel.api.AuditApi.AuditHeadResponse;
import dev.evenkeel.api.AuditApi.AuditVerificationProgress;
import dev.evenkeel.api.AuditApi.AuditVerificationResponse;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.files.audit.AuditEntryCodec;
import dev.evenkeel.json.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandsTest {
    private static final String ENTRY = AuditEntryCodec.encode(new AuditEntry(
                    1,
                    Instant.parse("2026-11-25T03:01:12.000500Z"),
                    "admin",
                    "flags.replaced",
                    "default",
                    "because",
                    Json.of("{'a':1}"),
                    Json.of("{'a':2,'b':[true]}"),
                    "",
                    "")
            .withHash());
    private static final String PROGRESS = StubServer.toJson(new AuditVerificationProgress(10_000, 20_000)) + "\n";

    @TempDir
    private Path folder;

    @RegisterExtension
    private final StubServer server = new StubServer();

    @Test
    void listsEntriesAndSendsFilters() {
        server.respond(Json.of("{'entries':[%s]}", ENTRY));
        CliResult result = server.run(
                "audit",
                "list",
                "--subject",
                "a b",
                "--actor",
                "x",
                "--action",
                "rollout.",
                "--from",
                "2026-11-25",
                "--to",
                "2026-11-26T00:00:00Z",
                "--before",
                "9",
                "--limit",
                "3");
        assertThat(result.out())
                .containsExactly(
                        "NUMBER  TIME                  ACTOR  ACTION          SUBJECT  REASON",
                        "1       2026-11-25 03:01:12Z  admin  flags.replaced  default  because");
        assertThat(server.requests())
                .containsExactly("GET /api/v1/audit?subject=a%20b&actor=x&action=rollout."
                        + "&since=2026-11-25&until=2026-11-26T00%3A00%3A00Z&before=9&limit=3");
    }

    @Test
    void listReportsMissingEntries() {
        server.respond(new AuditEntriesResponse(List.of()));
        assertThat(server.run("audit", "list").out()).containsExactly("No matching audit entries.");
    }

    @Test
    void showsChangesOfEntry() {
        server.respond(ENTRY);
        assertThat(server.run("audit", "show", "1").out())
                .contains(
                        "Entry 1: flags.replaced",
                        "  at            2026-11-25T03:01:12.000500Z",
                        "Changes:",
                        "  /a: 1 -> 2",
                        "  /b/0: none -> true");
        assertThat(server.run("audit", "show", "1", "--json").out()).containsExactly(ENTRY);
    }

    @Test
    void printsHeadUnchanged() {
        server.respond(new AuditHeadResponse(
                1, "ab", "https://keel.example", Instant.parse("2026-11-25T03:01:12Z"), "k", "a.b.c"));
        assertThat(server.run("audit", "head").out()).containsExactly("a.b.c");
    }

    @Test
    void printsPublicKeyUnchanged() {
        server.respond("""
                {"id":"k","jwk":{"kty":"OKP","crv":"Ed25519","x":"eA","alg":"EdDSA","use":"sig","kid":"k"},
                 "pem":"-----BEGIN\\nx\\n"}""");
        assertThat(server.run("audit", "public-key").out()).containsExactly("-----BEGIN", "x");
    }

    /* The server says that the export ends with an entry, and sends only entry 1. */
    private void respondWithExport(int lastEntry) {
        server.respond(ENTRY + "\n");
        server.setHeader("Evenkeel-Last-Entry", String.valueOf(lastEntry));
    }

    @Test
    void printsExport() {
        respondWithExport(1);
        assertThat(server.run("audit", "export").out()).containsExactly(ENTRY);
    }

    @Test
    void writesExportFile() {
        respondWithExport(1);
        Path file = folder.resolve("ledger.jsonl");
        CliResult result = server.run("audit", "export", "--out", file.toString());
        assertThat(result.out()).containsExactly("Exported 1 entry to " + file + "; last entry number 1.");
        assertThat(file).hasContent(ENTRY);
    }

    @Test
    void rejectsIncompleteExportAndWritesNoFile() {
        respondWithExport(2);
        CliResult result =
                server.run("audit", "export", "--out", folder.resolve("other").toString());
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("Incomplete export: the response ended after entry 1 of 2. Try again.");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void rejectsUnwritableExportFile() {
        respondWithExport(1);
        CliResult result =
                server.run("audit", "export", "--out", folder.resolve("no/file").toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--out: cannot write");
    }

    @Test
    void verifyReportsBrokenLog() {
        var response = new AuditVerificationResponse(
                false, 3, "", 4, "MISSING", "Entry 4 is missing: entry 5 is in its place.");
        server.respond(PROGRESS + StubServer.toJson(response) + "\n");
        CliResult result = server.run("audit", "verify");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).containsExactly("Broken (missing): Entry 4 is missing: entry 5 is in its place.");
    }

    @Test
    void verifyReturns3ForIncompleteResponse() {
        server.respond(PROGRESS);
        assertThat(server.run("audit", "verify").exitCode()).isEqualTo(3);
    }

    @Test
    void verifyReportsIntactLog() {
        server.respond(StubServer.toJson(new AuditVerificationResponse(true, 20_000, "ab", 0, "", "")) + "\n");
        assertThat(server.run("audit", "verify").out()).startsWith("Intact: 20,000 entries, 1 to 20000, head ab");
    }

    @Test
    void verifyReturns2WhenUnauthorized() {
        server.setStatus(401);
        server.respond(Json.of("{'detail':'No.'}"));
        assertThat(server.run("audit", "verify").exitCode()).isEqualTo(2);
    }
}
