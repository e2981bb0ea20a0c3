// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.gate.FreezeWindow;
import dev.evenkeel.files.adr.MadrCodec;
import dev.evenkeel.files.catalog.ServiceFile;
import dev.evenkeel.files.change.ChangeCsvFile;
import dev.evenkeel.files.freeze.FreezeCalendarCodec;
import dev.evenkeel.files.freeze.FreezeCalendarExporter;
import dev.evenkeel.files.freeze.FreezeCalendarImport;
import dev.evenkeel.files.freeze.FreezeWindowDefinition;
import dev.evenkeel.files.fuzzing.Samples;
import dev.evenkeel.files.incident.IncidentCsvFile;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.openslo.OpenSloFile;
import dev.evenkeel.files.openslo.OpenSloObjectSet;
import dev.evenkeel.files.openslo.PrometheusRuleGenerator;
import dev.evenkeel.files.risk.RiskCaseFile;
import dev.evenkeel.files.risk.ServiceHistoryCodec;
import dev.evenkeel.files.technology.TechnologyFileParser;
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

/// Broken files that people write. Readers that collect faults throw nothing at all.
@Tag("long")
final class FilesFuzzTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    @Test
    void readsOrRefusesYaml() {
        var tally = Fuzzer.of("YAML", InputDialect.YAML)
                .samples(Samples.blocks("yaml/YamlCodecTest", "freeze/FreezeFilesTest"))
                .readings(3)
                .refusedBy(IllegalArgumentException.class)
                .run(input -> {
                    JsonNode read = JSON.readTree(YamlCodec.toJson(input.text()));
                    assertThat(JSON.readTree(YamlCodec.toJson(YamlCodec.write(List.of(read)))))
                            .isEqualTo(read);
                    YamlCodec.documents(input.text()).forEach(JSON::readTree);
                });
        assertThat(tally.read()).isPositive();
    }

    @Test
    void readsOrRefusesServices() {
        Fuzzer.of("services", InputDialect.YAML)
                .samples(Samples.blocks("catalog/ServiceFileTest"))
                .run(input -> ServiceFile.read(input.text()));
    }

    @Test
    void readsOrRefusesObjectives() {
        List<String> texts = Samples.blocks("openslo/OpenSloFileTest", "openslo/OpenSloTexts");
        Fuzzer.of("OpenSLO", InputDialect.YAML)
                .samples(texts)
                .samples(texts.stream()
                        .map(FilesFuzzTest::asJson)
                        .flatMap(Optional::stream)
                        .toList())
                .readings(5)
                .run(input -> {
                    OpenSloFile read = OpenSloFile.read(input.text());
                    if (read.faults().isEmpty()) {
                        assertThat(OpenSloFile.read(OpenSloFile.yaml(read.objects()))
                                        .faults())
                                .isEmpty();
                        var set = new OpenSloObjectSet(read.objects());
                        if (set.faults().isEmpty()) {
                            PrometheusRuleGenerator.of(set.slos());
                        }
                    }
                });
    }

    /* JSON is read by another reader, which keeps all digits. */
    private static Optional<String> asJson(String yaml) {
        try {
            return Optional.of(YamlCodec.toJson(yaml));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Test
    void readsOrRefusesTechnologies() {
        Fuzzer.of("technologies", InputDialect.YAML)
                .samples(Samples.blocks("technology/TechnologyFileParserTest"))
                .run(input -> TechnologyFileParser.read(input.text(), new ValidationErrors()));
    }

    @Test
    void readsOrRefusesRiskCases() {
        Fuzzer.of("risk cases", InputDialect.YAML)
                .samples(Samples.blocks(
                        "risk/RiskCaseFileTest", "risk/RevenueParserTest", "risk/MajorIncidentRateParserTest"))
                .samples(SampleCorpus.files("src/test/resources/risk", ".yaml"))
                .inputs(200)
                .run(input -> RiskCaseFile.read(input.text(), null, name -> input.text()));
    }

    @Test
    void readsOrRefusesOwnHistories() {
        Fuzzer.of("own histories", InputDialect.YAML)
                .samples(Samples.blocks("risk/ServiceHistoryCodecTest"))
                .run(input -> ServiceHistoryCodec.read(input.text(), new ValidationErrors()));
    }

    @Test
    void readsOrRefusesFreezes() {
        Fuzzer.of("freezes", InputDialect.YAML)
                .samples(Samples.blocks("freeze/FreezeFilesTest", "freeze/FreezeWindowDefinitionTest"))
                .refusedBy(IllegalArgumentException.class)
                .run(input -> {
                    var faults = new ValidationErrors();
                    List<FreezeWindowDefinition> rules =
                            FreezeCalendarCodec.read(JSON.readTree(YamlCodec.toJson(input.text())), faults);
                    if (faults.all().isEmpty()) {
                        rules.forEach(rule -> rule.window(NOW, NOW.plus(Duration.ofDays(30))));
                        rules.forEach(rule -> assertThat(FreezeCalendarCodec.decode(FreezeCalendarCodec.encode(rule)))
                                .isEqualTo(rule));
                        FreezeCalendarExporter.write(rules, NOW);
                    }
                });
    }

    @Test
    void readsOrRefusesICalendar() {
        var tally = Fuzzer.of("iCalendar", InputDialect.ICALENDAR)
                .samples(Samples.calendars())
                .refusedBy(IllegalArgumentException.class)
                .run(input -> {
                    FreezeCalendarImport read =
                            FreezeCalendarImport.read(input.text(), ZoneId.of("Europe/Zurich"), FreezeWindow.Kind.DENY);
                    assertThat(read.notes()).noneMatch(note -> note.contains("dev.evenkeel"));
                    if (!input.text().contains("java.")) {
                        assertThat(read.notes()).noneMatch(note -> note.contains("java."));
                    }
                    read.rules().forEach(rule -> rule.window(NOW, NOW.plus(Duration.ofDays(30))));
                });
        assertThat(tally.read()).isPositive();
    }

    @Test
    void readsOrRefusesCsvOfIncidents() {
        List<String> blocks = Samples.blocks("incident/IncidentCsvFileTest");
        List<String> maps =
                blocks.stream().filter(text -> text.startsWith("id:")).toList();
        String head = "number,system,summary,from,until,kind,causes,failed,percent,cost\n";
        Fuzzer.of("incidents", InputDialect.CSV)
                .samples(blocks.stream()
                        .map(text -> text.startsWith("start_time") ? text : head + text)
                        .toList())
                .run(input -> maps.forEach(map -> IncidentCsvFile.read(input.text(), map)));
        Fuzzer.of("maps of incidents", InputDialect.YAML)
                .samples(maps)
                .run(input -> IncidentCsvFile.read(
                        head + "7,PAY,x,25.11.2026 18:00,1764093600000,deploy,a|b,3,4.5,1e3\n", input.text()));
    }

    @Test
    void readsOrRefusesCsvOfChanges() {
        Fuzzer.of("changes", InputDialect.CSV)
                .samples(Samples.blocks("change/ChangeCsvFileTest"))
                .run(input -> ChangeCsvFile.read(input.text(), "csv"));
    }

    @Test
    void readsOrRefusesWorkItems() {
        List<String> blocks = Samples.blocks("work/WorkItemFileTest");
        List<String> maps =
                blocks.stream().filter(text -> text.startsWith("id:")).toList();
        String head = "number,what,type,causes,from,to,hours,spent,delay\n";
        Fuzzer.of("work items in CSV", InputDialect.CSV)
                .samples(blocks.stream()
                        .map(text -> Character.isDigit(text.charAt(0)) ? head + text : text)
                        .toList())
                .run(input -> {
                    maps.forEach(map -> WorkItemFile.read(WorkItemFormat.CSV, input.text(), map, Instant.EPOCH));
                    WorkItemFile.read(WorkItemFormat.JIRA_CSV, input.text(), "team: money\n", Instant.EPOCH);
                });
        Fuzzer.of("work items in JSON", InputDialect.JSON)
                .samples(blocks.stream()
                        .filter(text -> text.startsWith("[") || text.startsWith("{"))
                        .toList())
                .readings(WorkItemFormat.values().length)
                .run(input -> {
                    for (WorkItemFormat format : WorkItemFormat.values()) {
                        WorkItemFile.read(format, input.text(), "", Instant.EPOCH);
                    }
                });
        Fuzzer.of("maps of work items", InputDialect.YAML)
                .samples(maps)
                .readings(WorkItemFormat.values().length)
                .run(input -> {
                    for (WorkItemFormat format : WorkItemFormat.values()) {
                        WorkItemFile.read(
                                format,
                                head + "7,x,Bug,a|b,2026-11-01T00:00:00Z,,8,4,1e3\n",
                                input.text(),
                                Instant.EPOCH);
                    }
                });
    }

    @Test
    void readsOrRefusesDecisionRecords() {
        Fuzzer.of("decision records", InputDialect.YAML)
                .samples(Samples.blocks("adr/MadrCodecTest"))
                .run(input -> {
                    var faults = new ValidationErrors();
                    var record = MadrCodec.read("0001-use-it", input.text(), "", faults);
                    if (faults.all().isEmpty()) {
                        assertThat(MadrCodec.read("0001-use-it", MadrCodec.write(record), "", faults)
                                        .title())
                                .isEqualTo(record.title());
                    }
                });
    }
}
