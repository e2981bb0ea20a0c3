// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.engine.audit.ChainHead;
import dev.evenkeel.files.audit.EntryLine;
import dev.evenkeel.files.audit.InvalidAuditText;
import dev.evenkeel.files.audit.SignedHead;
import dev.evenkeel.files.audit.SigningKey;
import dev.evenkeel.files.audit.VerifyingKey;
import dev.evenkeel.files.change.CdEvents;
import dev.evenkeel.files.change.GitHubDeployments;
import dev.evenkeel.files.change.GitLabDeployments;
import dev.evenkeel.files.change.OwnReports;
import dev.evenkeel.files.experiment.ExperimentCodec;
import dev.evenkeel.files.flag.FlagFiles;
import dev.evenkeel.files.flag.InvalidFlagFiles;
import dev.evenkeel.files.flagimport.ExportFormat;
import dev.evenkeel.files.flagimport.FlagImport;
import dev.evenkeel.files.flagimport.ImportOptions;
import dev.evenkeel.files.flagimport.UnreadableExport;
import dev.evenkeel.files.fuzzing.Samples;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.plan.NamedPlans;
import dev.evenkeel.files.plan.PlanCodec;
import dev.evenkeel.files.plan.PreviewOrder;
import dev.evenkeel.files.sbom.CycloneDxFile;
import dev.evenkeel.fuzz.Corpus;
import dev.evenkeel.fuzz.Dialect;
import dev.evenkeel.fuzz.Fuzz;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/// Broken JSON that other programs write. What a caller parses, as the server does its bodies, refuses
/// by the parser's own exceptions.
final class JsonFilesFuzzTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static Fuzz parsed(String name) {
        return Fuzz.of(name, Dialect.JSON)
                .refusedBy(StreamReadException.class)
                .refusedBy(StreamConstraintsException.class)
                .refusedBy(UnexpectedEndOfInputException.class)
                .refusedBy(MismatchedInputException.class);
    }

    private static List<String> quoted(String... tests) {
        return Samples.blocks(tests).stream()
                .map(text -> text.contains("'") ? text.replace('\'', '"') : text)
                .toList();
    }

    @Test
    void readsOrRefusesPlans() {
        var tally = parsed("plans")
                .samples(Samples.blocks("plan/PlanCodecTest"))
                .samples("{\"template\":\"standard\",\"alpha\":0.01,\"steps\":[{\"exposure\":1,\"dwell\":\"PT10M\"},"
                        + "{\"exposure\":100,\"dwell\":\"PT1H\"}],\"guardrails\":{\"errors\":{\"weight\":0.6,"
                        + "\"rollbackRatio\":1.1,\"toleratedRise\":0.25},\"metrics\":[{\"metric\":\"a\",\"kind\":\"CEILING\","
                        + "\"limit\":0.01,\"action\":\"HOLD\"}]},\"limits\":{\"step\":\"P2D\",\"rollout\":\"P14D\"}}")
                .run(input -> {
                    var plan = PlanCodec.read(JSON.readTree(input.text()), NamedPlans.SHIPPED, "", new Faults());
                    if (plan != null) {
                        assertThat(PlanCodec.decode(PlanCodec.encode(plan))).isEqualTo(plan);
                    }
                });
        assertThat(tally.read()).isPositive();
    }

    @Test
    void readsOrRefusesPreviews() {
        parsed("previews")
                .samples(Samples.blocks("plan/PreviewOrderTest"))
                .run(input -> PreviewOrder.read(JSON.readTree(input.text()), NamedPlans.SHIPPED, new Faults()));
    }

    @Test
    void readsOrRefusesPlansOfExperiments() {
        parsed("plans of experiments")
                .samples(Samples.blocks("experiment/ExperimentCodecTest"))
                .run(input -> {
                    var plan = ExperimentCodec.read(JSON.readTree(input.text()), "", new Faults());
                    if (plan != null) {
                        assertThat(ExperimentCodec.decode(ExperimentCodec.encode(plan)))
                                .isEqualTo(plan);
                    }
                });
    }

    @Test
    void readsOrRefusesReportsOfChanges() {
        parsed("reports of changes")
                .samples(quoted("change/ChangeReportsTest", "change/PublishedCdEventsTest"))
                .run(input -> {
                    JsonNode body = JSON.readTree(input.text());
                    OwnReports.read(body, new Faults());
                    CdEvents.read(body, new Faults());
                    GitHubDeployments.read(body, null, new Faults());
                    GitLabDeployments.read(body, "payments", new Faults());
                });
    }

    @Test
    void readsOrRefusesSboms() {
        Fuzz.of("SBOMs", Dialect.JSON)
                .samples(
                        "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[{\"type\":\"library\","
                                + "\"name\":\"x\",\"version\":\"1\",\"purl\":\"pkg:maven/a/x@1?type=jar#sub\"},"
                                + "{\"group\":\"g\",\"name\":\"y\",\"components\":[{\"name\":\"z\",\"purl\":\"pkg:npm/%40a/b@1\"}]}]}")
                .run(input -> CycloneDxFile.read(input.text(), new Faults()));
    }

    @Test
    void importsOrRefusesFlagsOfOthers() {
        for (ExportFormat format : ExportFormat.values()) {
            var tally = Fuzz.of("exports of " + format, Dialect.JSON)
                    .samples(Corpus.files("src/test/resources/importing", ".json"))
                    .refusedBy(UnreadableExport.class)
                    .inputs(250)
                    .readings(4)
                    .run(input -> {
                        var options = new ImportOptions(input.seed() % 2 == 0 ? "production" : null, null);
                        FlagSnapshot.parse(
                                FlagImport.of(format, input.text(), options).definition(), 0);
                    });
            assertThat(tally.read()).isPositive();
        }
    }

    @Test
    void readsOrRefusesDefinitionsInFiles(@TempDir Path folder) {
        Fuzz.of("files of flags", Dialect.YAML)
                .samples(Corpus.files("src/test/resources/importing", "flagd.json"))
                .samples(
                        "flags:\n  a:\n    state: ENABLED\n    variants: {on: true, off: false}\n    defaultVariant: on\n")
                .refusedBy(InvalidFlagFiles.class)
                .run(input -> {
                    Path file = folder.resolve(input.seed() % 2 == 0 ? "flags.yaml" : "flags.json");
                    Files.write(file, input.bytes());
                    FlagFiles.read(List.of(file));
                });
    }

    @Test
    void readsOrRefusesTheAuditFiles() {
        SigningKey key = SigningKey.generate();
        VerifyingKey verifying = key.verifying();
        String head = key.sign("https://e.example", new ChainHead(7, "ab".repeat(32)), Instant.EPOCH)
                .line();
        String entry = "{\"number\":1,\"at\":\"2026-11-26T02:03:04.500000Z\",\"actor\":\"a\",\"action\":\"b\","
                + "\"subject\":\"c\",\"reason\":\"\",\"before\":null,\"after\":\"{}\",\"previousHash\":\""
                + "0".repeat(64)
                + "\",\"hash\":\"" + "1".repeat(64) + "\"}";
        Fuzz.of("audit files", Dialect.JSON)
                .samples(head, entry, head.substring(8, head.length() - 2), verifying.pem(), key.pem())
                .refusedBy(InvalidAuditText.class)
                .run(input -> {
                    String text = input.text();
                    switch ((int) (input.seed() % 4)) {
                        case 0 -> SignedHead.read(text, Map.of(verifying.id(), verifying));
                        case 1 -> EntryLine.read(text);
                        case 2 -> VerifyingKey.read(text);
                        default -> SigningKey.read(text);
                    }
                });
    }
}
