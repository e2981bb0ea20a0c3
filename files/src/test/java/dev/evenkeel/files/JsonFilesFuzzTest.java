// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.engine.audit.AuditChainHead;
import dev.evenkeel.files.audit.AuditEntryCodec;
import dev.evenkeel.files.audit.AuditSigningKey;
import dev.evenkeel.files.audit.AuditVerificationKey;
import dev.evenkeel.files.audit.InvalidAuditTextException;
import dev.evenkeel.files.audit.SignedChainHead;
import dev.evenkeel.files.change.CdEventsParser;
import dev.evenkeel.files.change.GitHubDeploymentParser;
import dev.evenkeel.files.change.GitLabDeploymentParser;
import dev.evenkeel.files.experiment.ExperimentPlanCodec;
import dev.evenkeel.files.flag.FlagFileLoader;
import dev.evenkeel.files.flag.InvalidFlagFilesException;
import dev.evenkeel.files.flagimport.FlagExportFormat;
import dev.evenkeel.files.flagimport.FlagImport;
import dev.evenkeel.files.flagimport.FlagImportOptions;
import dev.evenkeel.files.flagimport.UnreadableExportException;
import dev.evenkeel.files.fuzzing.FuzzSamples;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.files.plan.PlanPreviewRequest;
import dev.evenkeel.files.plan.RolloutPlanCodec;
import dev.evenkeel.files.sbom.CycloneDxParser;
import dev.evenkeel.fuzz.Fuzzer;
import dev.evenkeel.fuzz.InputDialect;
import dev.evenkeel.fuzz.SampleCorpus;
import dev.evenkeel.json.Json;
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

/// Fuzzed JSON of other programs. JSON that callers parse is rejected with the parser's exceptions.
final class JsonFilesFuzzTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static Fuzzer jsonFuzzer(String name) {
        return Fuzzer.of(name, InputDialect.JSON)
                .expectRejection(StreamReadException.class)
                .expectRejection(StreamConstraintsException.class)
                .expectRejection(UnexpectedEndOfInputException.class)
                .expectRejection(MismatchedInputException.class);
    }

    private static List<String> withDoubleQuotes(String... tests) {
        return FuzzSamples.textBlocksOf(tests).stream()
                .map(text -> text.contains("'") ? text.replace('\'', '"') : text)
                .toList();
    }

    @Test
    void parsesOrRejectsFuzzedRolloutPlans() {
        var fuzzReport = jsonFuzzer("plans")
                .samples(FuzzSamples.textBlocksOf("plan/RolloutPlanCodecTest"))
                .samples("""
                        {"template":"standard","alpha":0.01,
                         "steps":[{"exposure":1,"dwell":"PT10M"},{"exposure":100,"dwell":"PT1H"}],
                         "guardrails":{"errors":{"weight":0.6,"rollbackRatio":1.1,"toleratedRise":0.25},
                           "metrics":[{"metric":"a","kind":"CEILING","limit":0.01,"action":"HOLD"}]},
                         "limits":{"step":"P2D","rollout":"P14D"}}""")
                .run(input -> {
                    var plan = RolloutPlanCodec.parse(
                            JSON.readTree(input.text()), NamedPlanLookup.BUILT_IN, "", new ValidationErrors());
                    if (plan != null) {
                        assertThat(RolloutPlanCodec.decode(RolloutPlanCodec.encode(plan)))
                                .isEqualTo(plan);
                    }
                });
        assertThat(fuzzReport.read()).isPositive();
    }

    @Test
    void parsesOrRejectsFuzzedPlanPreviewRequests() {
        jsonFuzzer("previews")
                .samples(FuzzSamples.textBlocksOf("plan/PlanPreviewRequestTest"))
                .run(input -> PlanPreviewRequest.parse(
                        JSON.readTree(input.text()), NamedPlanLookup.BUILT_IN, new ValidationErrors()));
    }

    @Test
    void parsesOrRejectsFuzzedExperimentPlans() {
        jsonFuzzer("plans of experiments")
                .samples(FuzzSamples.textBlocksOf("experiment/ExperimentPlanCodecTest"))
                .run(input -> {
                    var plan = ExperimentPlanCodec.parse(JSON.readTree(input.text()), "", new ValidationErrors());
                    if (plan != null) {
                        assertThat(ExperimentPlanCodec.decode(ExperimentPlanCodec.encode(plan)))
                                .isEqualTo(plan);
                    }
                });
    }

    @Test
    void parsesOrRejectsFuzzedChangeReports() {
        jsonFuzzer("reports of changes")
                .samples(withDoubleQuotes(
                        "change/DeploymentEventParsersTest", "change/CdEventsSpecificationExamplesTest"))
                .run(input -> {
                    JsonNode body = JSON.readTree(input.text());
                    CdEventsParser.parse(body, new ValidationErrors());
                    GitHubDeploymentParser.parse(body, null, new ValidationErrors());
                    GitLabDeploymentParser.parse(body, "payments", new ValidationErrors());
                });
    }

    @Test
    void parsesFuzzedSbomsWithoutExceptions() {
        Fuzzer.of("SBOMs", InputDialect.JSON)
                .samples("""
                        {"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"x",\
                        "version":"1","purl":"pkg:maven/a/x@1?type=jar#sub"},{"group":"g","name":"y",\
                        "components":[{"name":"z","purl":"pkg:npm/%40a/b@1"}]}]}""")
                .run(input -> CycloneDxParser.parse(input.text(), new ValidationErrors()));
    }

    @Test
    void importsOrRejectsFuzzedFlagExports() {
        for (FlagExportFormat format : FlagExportFormat.values()) {
            var fuzzReport = Fuzzer.of("exports of " + format, InputDialect.JSON)
                    .samples(SampleCorpus.files("src/test/resources/importing", ".json"))
                    .expectRejection(UnreadableExportException.class)
                    .inputs(250)
                    .readings(4)
                    .run(input -> {
                        var options = new FlagImportOptions(input.seed() % 2 == 0 ? "production" : null, null);
                        FlagSnapshot.parse(
                                FlagImport.convert(format, input.text(), options)
                                        .definition(),
                                0);
                    });
            assertThat(fuzzReport.read()).isPositive();
        }
    }

    @Test
    void loadsOrRejectsFuzzedFlagFiles(@TempDir Path folder) {
        Fuzzer.of("files of flags", InputDialect.YAML)
                .samples(SampleCorpus.files("src/test/resources/importing", "flagd.json"))
                .samples(
                        "flags:\n  a:\n    state: ENABLED\n    variants: {on: true, off: false}\n    defaultVariant: on\n")
                .expectRejection(InvalidFlagFilesException.class)
                .run(input -> {
                    Path file = folder.resolve(input.seed() % 2 == 0 ? "flags.yaml" : "flags.json");
                    Files.write(file, input.bytes());
                    FlagFileLoader.load(List.of(file));
                });
    }

    @Test
    void parsesOrRejectsFuzzedAuditFiles() {
        AuditSigningKey key = AuditSigningKey.generate();
        AuditVerificationKey verifying = key.verificationKey();
        String head = key.sign("https://e.example", new AuditChainHead(7, "ab".repeat(32)), Instant.EPOCH)
                .toLine();
        String entry = Json.of("""
                {'number':1,'at':'2026-11-26T02:03:04.500000Z','actor':'a','action':'b','subject':'c','reason':'',\
                'before':null,'after':'{}','previousHash':'%s','hash':'%s'}""", "0".repeat(64), "1".repeat(64));
        Fuzzer.of("audit files", InputDialect.JSON)
                .samples(head, entry, head.substring(8, head.length() - 2), verifying.toPem(), key.toPem())
                .expectRejection(InvalidAuditTextException.class)
                .run(input -> {
                    String text = input.text();
                    switch ((int) (input.seed() % 4)) {
                        case 0 -> SignedChainHead.parse(text, Map.of(verifying.thumbprint(), verifying));
                        case 1 -> AuditEntryCodec.decode(text);
                        case 2 -> AuditVerificationKey.parsePem(text);
                        default -> AuditSigningKey.parsePem(text);
                    }
                });
    }
}
