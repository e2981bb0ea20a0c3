// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.gate.FreezeWindow;
import dev.evenkeel.files.adr.MadrCodec;
import dev.evenkeel.files.catalog.ServiceFile;
import dev.evenkeel.files.freeze.FreezeCalendarCodec;
import dev.evenkeel.files.freeze.FreezeCalendarExporter;
import dev.evenkeel.files.freeze.FreezeCalendarImport;
import dev.evenkeel.files.freeze.FreezeWindowDefinition;
import dev.evenkeel.files.fuzzing.FuzzSamples;
import dev.evenkeel.files.incident.IncidentCsvFile;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.openslo.OpenSloFile;
import dev.evenkeel.files.openslo.OpenSloObjectSet;
import dev.evenkeel.files.openslo.PrometheusRuleGenerator;
import dev.evenkeel.files.risk.RiskCaseFile;
import dev.evenkeel.files.risk.ServiceHistoryCodec;
import dev.evenkeel.files.technology.TechnologyFile;
import dev.evenkeel.files.work.WorkItemFile;
import dev.evenkeel.files.work.WorkItemFormat;
import dev.evenkeel.files.yaml.YamlCodec;
import dev.evenkeel.fuzz.Fuzzer;
import dev.evenkeel.fuzz.InputDialect;
import dev.evenkeel.fuzz.SampleCorpus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Fuzzed user files. Parsers that collect errors never throw.
@Tag("long")
final class FilesFuzzTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    @Test
    void parsesOrRejectsFuzzedYaml() {
        var fuzzReport = Fuzzer.of("YAML", InputDialect.YAML)
                .samples(FuzzSamples.textBlocksOf("yaml/YamlCodecTest", "freeze/FreezeCalendarFormatsTest"))
                .readings(3)
                .expectRejection(IllegalArgumentException.class)
                .run(input -> {
                    JsonNode read = JSON.readTree(YamlCodec.toJson(input.text()));
                    assertThat(JSON.readTree(YamlCodec.toJson(YamlCodec.toYaml(List.of(read)))))
                            .isEqualTo(read);
                    YamlCodec.toJsonDocuments(input.text()).forEach(JSON::readTree);
                });
        assertThat(fuzzReport.read()).isPositive();
    }

    @Test
    void parsesFuzzedServiceFilesWithoutExceptions() {
        Fuzzer.of("services", InputDialect.YAML)
                .samples(FuzzSamples.textBlocksOf("catalog/ServiceFileTest"))
                .run(input -> ServiceFile.parse(input.text()));
    }

    @Test
    void parsesFuzzedOpenSloFilesWithoutExceptions() {
        List<String> texts = FuzzSamples.textBlocksOf("openslo/OpenSloFileTest", "openslo/OpenSloSamples");
        Fuzzer.of("OpenSLO", InputDialect.YAML)
                .samples(texts)
                .samples(texts.stream()
                        .map(FilesFuzzTest::asJson)
                        .flatMap(Optional::stream)
                        .toList())
                .readings(5)
                .run(input -> {
                    OpenSloFile read = OpenSloFile.parse(input.text());
                    if (read.errors().isEmpty()) {
                        assertThat(OpenSloFile.parse(OpenSloFile.toJson(read.objects()))
                                        .errors())
                                .isEmpty();
                        var set = new OpenSloObjectSet(read.objects());
                        if (set.errors().isEmpty()) {
                            PrometheusRuleGenerator.generate(set.slos());
                        }
                    }
                });
    }

    /* JSON has its own parser, which keeps all digits. */
    private static Optional<String> asJson(String yaml) {
        try {
            return Optional.of(YamlCodec.toJson(yaml));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Test
    void parsesFuzzedTechnologyFilesWithoutExceptions() {
        Fuzzer.of("technologies", InputDialect.YAML)
                .samples(FuzzSamples.textBlocksOf("technology/TechnologyFileTest"))
                .run(input -> TechnologyFile.parse(input.text(), new ValidationErrors()));
    }

    @Test
    void parsesFuzzedRiskCasesWithoutExceptions() {
        Fuzzer.of("risk cases", InputDialect.YAML)
                .samples(FuzzSamples.textBlocksOf(
                        "risk/RiskCaseFileTest", "risk/RevenueCurveReaderTest", "risk/BaseRateResolverTest"))
                .samples(SampleCorpus.files("src/test/resources/risk", ".yaml"))
                .inputs(200)
                .run(input -> RiskCaseFile.parse(input.text(), null, name -> input.text()));
    }

    @Test
    void decodesFuzzedServiceHistoriesWithoutExceptions() {
        Fuzzer.of("own histories", InputDialect.YAML)
                .samples(FuzzSamples.textBlocksOf("risk/ServiceHistoryCodecTest"))
                .run(input -> ServiceHistoryCodec.decode(input.text(), new ValidationErrors()));
    }

    @Test
    void parsesOrRejectsFuzzedFreezeCalendars() {
        Fuzzer.of("freezes", InputDialect.YAML)
                .samples(FuzzSamples.textBlocksOf(
                        "freeze/FreezeCalendarFormatsTest", "freeze/FreezeWindowDefinitionTest"))
                .expectRejection(IllegalArgumentException.class)
                .run(input -> {
                    var errors = new ValidationErrors();
                    List<FreezeWindowDefinition> rules =
                            FreezeCalendarCodec.decodeCalendar(JSON.readTree(YamlCodec.toJson(input.text())), errors);
                    if (errors.toList().isEmpty()) {
                        rules.forEach(rule -> rule.toWindow(NOW, NOW.plus(Duration.ofDays(30))));
                        rules.forEach(rule -> assertThat(FreezeCalendarCodec.decode(FreezeCalendarCodec.encode(rule)))
                                .isEqualTo(rule));
                        FreezeCalendarExporter.export(rules, NOW);
                    }
                });
    }

    @Test
    void parsesOrRejectsFuzzedICalendars() {
        var fuzzReport = Fuzzer.of("iCalendar", InputDialect.ICALENDAR)
                .samples(FuzzSamples.calendars())
                .expectRejection(IllegalArgumentException.class)
                .run(input -> {
                    FreezeCalendarImport read = FreezeCalendarImport.parse(
                            input.text(), ZoneId.of("Europe/Zurich"), FreezeWindow.AllowDenyKind.DENY);
                    assertThat(read.notes()).noneMatch(note -> note.contains("dev.evenkeel"));
                    if (!input.text().contains("java.")) {
                        assertThat(read.notes()).noneMatch(note -> note.contains("java."));
                    }
                    read.rules().forEach(rule -> rule.toWindow(NOW, NOW.plus(Duration.ofDays(30))));
                });
        assertThat(fuzzReport.read()).isPositive();
    }

    @Test
    void parsesFuzzedIncidentCsvAndMappingsWithoutExceptions() {
        List<String> blocks = FuzzSamples.textBlocksOf("incident/IncidentCsvFileTest");
        List<String> maps =
                blocks.stream().filter(text -> text.startsWith("id:")).toList();
        String head = "number,system,summary,from,until,kind,causes,failed,percent,cost\n";
        Fuzzer.of("incidents", InputDialect.CSV)
                .samples(blocks.stream()
                        .map(text -> text.startsWith("start_time") ? text : head + text)
                        .toList())
                .run(input -> maps.forEach(map -> IncidentCsvFile.parse(input.text(), map)));
        Fuzzer.of("maps of incidents", InputDialect.YAML)
                .samples(maps)
                .run(input -> IncidentCsvFile.parse(
                        head + "7,PAY,x,25.11.2026 18:00,1764093600000,deploy,a|b,3,4.5,1e3\n", input.text()));
    }

    @Test
    void parsesFuzzedWorkItemsAndMappingsWithoutExceptions() {
        List<String> blocks = FuzzSamples.textBlocksOf("work/WorkItemFileTest");
        List<String> maps =
                blocks.stream().filter(text -> text.startsWith("id:")).toList();
        String head = "number,what,type,causes,from,to,hours,spent,delay\n";
        Fuzzer.of("work items in CSV", InputDialect.CSV)
                .samples(blocks.stream()
                        .map(text -> Character.isDigit(text.charAt(0)) ? head + text : text)
                        .toList())
                .run(input -> {
                    maps.forEach(map -> WorkItemFile.parse(WorkItemFormat.CSV, input.text(), map, Instant.EPOCH));
                    WorkItemFile.parse(WorkItemFormat.JIRA_CSV, input.text(), "team: money\n", Instant.EPOCH);
                });
        Fuzzer.of("work items in JSON", InputDialect.JSON)
                .samples(blocks.stream()
                        .filter(text -> text.startsWith("[") || text.startsWith("{"))
                        .toList())
                .readings(WorkItemFormat.values().length)
                .run(input -> {
                    for (WorkItemFormat format : WorkItemFormat.values()) {
                        WorkItemFile.parse(format, input.text(), "", Instant.EPOCH);
                    }
                });
        Fuzzer.of("maps of work items", InputDialect.YAML)
                .samples(maps)
                .readings(WorkItemFormat.values().length)
                .run(input -> {
                    for (WorkItemFormat format : WorkItemFormat.values()) {
                        WorkItemFile.parse(
                                format,
                                head + "7,x,Bug,a|b,2026-11-01T00:00:00Z,,8,4,1e3\n",
                                input.text(),
                                Instant.EPOCH);
                    }
                });
    }

    @Test
    void decodesFuzzedDecisionRecordsWithoutExceptions() {
        Fuzzer.of("decision records", InputDialect.YAML)
                .samples(FuzzSamples.textBlocksOf("adr/MadrCodecTest"))
                .run(input -> {
                    var errors = new ValidationErrors();
                    var record = MadrCodec.decode("0001-use-it", input.text(), "", errors);
                    if (errors.toList().isEmpty()) {
                        assertThat(MadrCodec.decode("0001-use-it", MadrCodec.encode(record), "", errors)
                                        .title())
                                .isEqualTo(record.title());
                    }
                });
    }
}
