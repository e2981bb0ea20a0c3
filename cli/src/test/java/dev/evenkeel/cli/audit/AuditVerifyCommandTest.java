// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.CliResult;
import dev.evenkeel.engine.audit.AuditChainHead;
import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.files.audit.AuditEntryCodec;
import dev.evenkeel.files.audit.AuditSigningKey;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Verifies exported audit logs and published heads without a server.
class AuditVerifyCommandTest {
    private static final Instant AT = Instant.parse("2026-11-25T03:01:12.000500Z");

    private final AuditSigningKey key = AuditSigningKey.generate();
    private final List<AuditEntry> chain = chain(9, "");

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private Path heads = Path.of("");
    private Path keyFile = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("ledger.jsonl");
        heads = folder.resolve("heads.jsonl");
        keyFile = folder.resolve("key.pub.pem");
        Files.writeString(keyFile, key.verificationKey().toPem());
        export(chain);
        publish(chain, 3, 6, 9);
    }

    @Test
    void acceptsIntactLogWithMatchingHeads() {
        CliResult result = verify("--heads", heads.toString(), "--key", keyFile.toString());
        assertThat(result.out())
                .containsExactly(
                        "Intact: 9 entries, 1 to 9, head " + chain.getLast().hash(), "3 published heads match.");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void printsResultAsJson() {
        assertThat(verify("--json").out())
                .containsExactly(Json.of(
                        "{'intact':true,'from':1,'entries':9,'head':'%s','matchingHeads':0,'rejectedHeads':[]}",
                        chain.getLast().hash()));
    }

    @Test
    void reportsThatNoHeadsWereCompared() {
        assertThat(verify().out()).element(1).asString().startsWith("Not compared with published heads");
    }

    @Test
    void detectsModifiedEntry() throws IOException {
        Files.writeString(file, Files.readString(file).replaceFirst("because 4", "because X"));
        assertThat(verify().out()).containsExactly("Broken (changed): Entry 4 was changed after it was written.");
        assertThat(verify().exitCode()).isEqualTo(1);
        assertThat(verify("--json").out()).containsExactly(Json.of("""
                        {'intact':false,'firstInvalidEntry':4,'fault':'MODIFIED',\
                        'explanation':'Entry 4 was changed after it was written.','rejectedHeads':[]}"""));
    }

    @Test
    void detectsMissingEntry() throws IOException {
        export(Stream.concat(chain.stream().limit(4), chain.stream().skip(5)).toList());
        assertThat(verify().out()).containsExactly("Broken (missing): Entry 5 is missing: entry 6 is in its place.");
    }

    @Test
    void detectsSwappedEntries() throws IOException {
        List<AuditEntry> swapped = new ArrayList<>(chain);
        swapped.add(2, swapped.remove(7));
        export(swapped);
        assertThat(verify().out())
                .containsExactly("Broken (out of order): Entry 3 comes later: entry 8 is in its place.");
    }

    @Test
    void detectsRewrittenLogByPublishedHead() throws IOException {
        export(chain(9, "another truth "));
        assertThat(verify().exitCode()).isZero();
        CliResult result = verify("--heads", heads.toString(), "--key", keyFile.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .containsExactly("Broken (head mismatch): Entry 3 has a different hash than its published head.");
    }

    @Test
    void detectsTruncationByExpectedLastNumber() throws IOException {
        export(chain.subList(0, 7));
        assertThat(verify().exitCode()).isZero();
        assertThat(verify("--to", "9").out())
                .containsExactly("Broken (truncated): Entry 8 and all later entries are missing: the last entry"
                        + " should be 9.");
    }

    @Test
    void detectsTruncationByPublishedHead() throws IOException {
        export(chain.subList(0, 7));
        assertThat(verify("--heads", heads.toString(), "--key", keyFile.toString())
                        .out())
                .containsExactly("Broken (truncated): Entry 8 and all later entries are missing: a head was"
                        + " published for entry 9.");
    }

    @Test
    void rejectsEmptyExport() throws IOException {
        export(List.of());
        assertThat(verify().out())
                .containsExactly("Broken (truncated): Entry 1 is missing: " + file + " contains no entries.");
    }

    @Test
    void acceptsPartialExportOnlyWithRange() throws IOException {
        export(chain.subList(3, 7));
        assertThat(verify().out()).containsExactly("Broken (missing): Entry 1 is missing: entry 4 is in its place.");
        CliResult result = verify("--from", "4", "--to", "7", "--heads", heads.toString(), "--key", keyFile.toString());
        assertThat(result.out())
                .containsExactly(
                        "Intact: 4 entries, 4 to 7, head " + chain.get(6).hash(),
                        "2 published heads match, 1 outside the verified range.");
    }

    @Test
    void reportsRejectedHeadsWithLineNumbers() throws IOException {
        String other = AuditSigningKey.generate()
                .sign("https://keel.example", head(chain, 3), AT)
                .jws();
        String right = key.sign("https://keel.example", head(chain, 3), AT).jws();
        Files.writeString(
                heads,
                right + "\n\n" + other + "\n" + right.substring(0, right.length() - 4) + "AAAA\n{\"jws\"\nü\n",
                StandardCharsets.UTF_8);
        CliResult result = verify("--heads", heads.toString(), "--key", keyFile.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .hasSize(6)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("Rejected head: " + heads + ", line 3: signed with unknown key ")
                        .endsWith("; give its public key"))
                .anySatisfy(line -> assertThat(line).contains("line 4: invalid signature"))
                .anySatisfy(line -> assertThat(line).contains("line 5: the line is not JSON"))
                .anySatisfy(line -> assertThat(line).contains("line 6: not a signed head"));
        assertThat(verify("--heads", heads.toString(), "--key", keyFile.toString(), "--json")
                        .out())
                .singleElement()
                .asString()
                .startsWith(Json.of("{'intact':false,'from':1,"))
                .contains(Json.of("'line':3"));
    }

    @Test
    void reportsUnreadableEntryWithLineNumber() throws IOException {
        Files.writeString(file, Files.readString(file).replaceFirst(Json.of("'reason':'because 5'"), Json.of("'x':1")));
        assertThat(verify().out())
                .containsExactly("Broken (changed): Entry 5 cannot be read in line 5: the entry is invalid"
                        + " at /x: unknown field.");
    }

    @Test
    void rejectsInvalidOptions() {
        assertWrong("--heads requires --key", "--heads", heads.toString());
        assertWrong("--key requires --heads", "--key", keyFile.toString());
        assertWrong("is not a public key: no PEM block", "--heads", heads.toString(), "--key", file.toString());
        assertWrong("none: no such file", "--heads", folder.resolve("none").toString(), "--key", keyFile.toString());
        assertWrong("--from must be at least 1", "--from", "0");
        CliResult result = CliResult.of("audit", "verify", "--from", "2", "--token", "t");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("a server's audit log is always verified completely");
        assertThat(CliResult.of("audit", "verify", "--file", "none").err())
                .contains("--file: cannot read none: no such file");
    }

    private void assertWrong(String message, String... arguments) {
        CliResult result = verify(arguments);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(message);
        assertThat(result.out()).isEmpty();
    }

    private CliResult verify(String... arguments) {
        return CliResult.of(Stream.concat(Stream.of("audit", "verify", "--file", file.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private void export(List<AuditEntry> entries) throws IOException {
        Files.writeString(
                file,
                entries.stream()
                        .map(AuditEntryCodec::encode)
                        .map(line -> line + "\n")
                        .collect(Collectors.joining()));
    }

    private void publish(List<AuditEntry> entries, int... numbers) throws IOException {
        var lines = new StringBuilder();
        for (int number : numbers) {
            lines.append(key.sign("https://keel.example", head(entries, number), AT)
                            .toLine())
                    .append('\n');
        }
        Files.writeString(heads, lines);
    }

    private static AuditChainHead head(List<AuditEntry> entries, int number) {
        return new AuditChainHead(number, entries.get(number - 1).hash());
    }

    private static List<AuditEntry> chain(int length, String prefix) {
        List<AuditEntry> chain = new ArrayList<>();
        for (int number = 1; number <= length; number++) {
            chain.add(new AuditEntry(
                            number,
                            AT.plusSeconds(number),
                            "admin",
                            "thing.changed",
                            "default/thing",
                            prefix + "because " + number,
                            null,
                            Json.of("{'a':%s}", number),
                            chain.isEmpty() ? "" : chain.getLast().hash(),
                            "")
                    .withHash());
        }
        return chain;
    }
}
