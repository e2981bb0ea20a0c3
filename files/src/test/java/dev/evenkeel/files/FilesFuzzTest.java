// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.gate.FreezeWindow;
import dev.evenkeel.files.adr.MadrText;
import dev.evenkeel.files.catalog.ServiceFile;
import dev.evenkeel.files.change.ChangeCsv;
import dev.evenkeel.files.freeze.FreezeCodec;
import dev.evenkeel.files.freeze.FreezeExport;
import dev.evenkeel.files.freeze.FreezeImport;
import dev.evenkeel.files.freeze.FreezeRule;
import dev.evenkeel.files.fuzzing.Samples;
import dev.evenkeel.files.incident.IncidentCsv;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.openslo.OpenSloFile;
import dev.evenkeel.files.openslo.OpenSloSet;
import dev.evenkeel.files.openslo.PrometheusRules;
import dev.evenkeel.files.risk.OwnHistoryFile;
import dev.evenkeel.files.risk.RiskCaseFile;
import dev.evenkeel.files.technology.TechnologyFile;
import dev.evenkeel.files.work.WorkFile;
import dev.evenkeel.files.work.WorkFormat;
import dev.evenkeel.files.yaml.YamlText;
import dev.evenkeel.fuzz.Corpus;
import dev.evenkeel.fuzz.Dialect;
import dev.evenkeel.fuzz.Fuzz;
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
        var tally = Fuzz.of("YAML", Dialect.YAML)
                .samples(Samples.blocks("yaml/YamlTextTest", "freeze/FreezeFilesTest"))
                .readings(3)
                .refusedBy(IllegalArgumentException.class)
                .run(input -> {
                    JsonNode read = JSON.readTree(YamlText.toJson(input.text()));
                    assertThat(JSON.readTree(YamlText.toJson(YamlText.write(List.of(read)))))
                            .isEqualTo(read);
                    YamlText.documents(input.text()).forEach(JSON::readTree);
                });
        assertThat(tally.read()).isPositive();
    }

    @Test
    void readsOrRefusesServices() {
        Fuzz.of("services", Dialect.YAML)
                .samples(Samples.blocks("catalog/ServiceFileTest"))
                .run(input -> ServiceFile.read(input.text()));
    }

    @Test
    void readsOrRefusesObjectives() {
        List<String> texts = Samples.blocks("openslo/OpenSloFileTest", "openslo/OpenSloTexts");
        Fuzz.of("OpenSLO", Dialect.YAML)
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
                        var set = new OpenSloSet(read.objects());
                        if (set.faults().isEmpty()) {
                            PrometheusRules.of(set.slos());
                        }
                    }
                });
    }

    /* JSON is read by another reader, which keeps all digits. */
    private static Optional<String> asJson(String yaml) {
        try {
            return Optional.of(YamlText.toJson(yaml));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Test
    void readsOrRefusesTechnologies() {
        Fuzz.of("technologies", Dialect.YAML)
                .samples(Samples.blocks("technology/TechnologyFileTest"))
                .run(input -> TechnologyFile.read(input.text(), new Faults()));
    }

    @Test
    void readsOrRefusesRiskCases() {
        Fuzz.of("risk cases", Dialect.YAML)
                .samples(Samples.blocks("risk/RiskCaseFileTest", "risk/RevenueFormTest", "risk/MajorRateFormTest"))
                .samples(Corpus.files("src/test/resources/risk", ".yaml"))
                .inputs(200)
                .run(input -> RiskCaseFile.read(input.text(), null, name -> input.text()));
    }

    @Test
    void readsOrRefusesOwnHistories() {
        Fuzz.of("own histories", Dialect.YAML)
                .samples(Samples.blocks("risk/OwnHistoryFileTest"))
                .run(input -> OwnHistoryFile.read(input.text(), new Faults()));
    }

    @Test
    void readsOrRefusesFreezes() {
        Fuzz.of("freezes", Dialect.YAML)
                .samples(Samples.blocks("freeze/FreezeFilesTest", "freeze/FreezeRuleTest"))
                .refusedBy(IllegalArgumentException.class)
                .run(input -> {
                    var faults = new Faults();
                    List<FreezeRule> rules = FreezeCodec.read(JSON.readTree(YamlText.toJson(input.text())), faults);
                    if (faults.all().isEmpty()) {
                        rules.forEach(rule -> rule.window(NOW, NOW.plus(Duration.ofDays(30))));
                        rules.forEach(rule -> assertThat(FreezeCodec.decode(FreezeCodec.encode(rule)))
                                .isEqualTo(rule));
                        FreezeExport.write(rules, NOW);
                    }
                });
    }

    @Test
    void readsOrRefusesICalendar() {
        var tally = Fuzz.of("iCalendar", Dialect.ICALENDAR)
                .samples(Samples.calendars())
                .refusedBy(IllegalArgumentException.class)
                .run(input -> {
                    FreezeImport read =
                            FreezeImport.read(input.text(), ZoneId.of("Europe/Zurich"), FreezeWindow.Kind.DENY);
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
        List<String> blocks = Samples.blocks("incident/IncidentCsvTest");
        List<String> maps =
                blocks.stream().filter(text -> text.startsWith("id:")).toList();
        String head = "number,system,summary,from,until,kind,causes,failed,percent,cost\n";
        Fuzz.of("incidents", Dialect.CSV)
                .samples(blocks.stream()
                        .map(text -> text.startsWith("start_time") ? text : head + text)
                        .toList())
                .run(input -> maps.forEach(map -> IncidentCsv.read(input.text(), map)));
        Fuzz.of("maps of incidents", Dialect.YAML)
                .samples(maps)
                .run(input -> IncidentCsv.read(
                        head + "7,PAY,x,25.11.2026 18:00,1764093600000,deploy,a|b,3,4.5,1e3\n", input.text()));
    }

    @Test
    void readsOrRefusesCsvOfChanges() {
        Fuzz.of("changes", Dialect.CSV)
                .samples(Samples.blocks("change/ChangeCsvTest"))
                .run(input -> ChangeCsv.read(input.text(), "csv"));
    }

    @Test
    void readsOrRefusesWorkItems() {
        List<String> blocks = Samples.blocks("work/WorkFileTest");
        List<String> maps =
                blocks.stream().filter(text -> text.startsWith("id:")).toList();
        String head = "number,what,type,causes,from,to,hours,spent,delay\n";
        Fuzz.of("work items in CSV", Dialect.CSV)
                .samples(blocks.stream()
                        .map(text -> Character.isDigit(text.charAt(0)) ? head + text : text)
                        .toList())
                .run(input -> {
                    maps.forEach(map -> WorkFile.read(WorkFormat.CSV, input.text(), map, Instant.EPOCH));
                    WorkFile.read(WorkFormat.JIRA_CSV, input.text(), "team: money\n", Instant.EPOCH);
                });
        Fuzz.of("work items in JSON", Dialect.JSON)
                .samples(blocks.stream()
                        .filter(text -> text.startsWith("[") || text.startsWith("{"))
                        .toList())
                .readings(WorkFormat.values().length)
                .run(input -> {
                    for (WorkFormat format : WorkFormat.values()) {
                        WorkFile.read(format, input.text(), "", Instant.EPOCH);
                    }
                });
        Fuzz.of("maps of work items", Dialect.YAML)
                .samples(maps)
                .readings(WorkFormat.values().length)
                .run(input -> {
                    for (WorkFormat format : WorkFormat.values()) {
                        WorkFile.read(
                                format,
                                head + "7,x,Bug,a|b,2026-11-01T00:00:00Z,,8,4,1e3\n",
                                input.text(),
                                Instant.EPOCH);
                    }
                });
    }

    @Test
    void readsOrRefusesDecisionRecords() {
        Fuzz.of("decision records", Dialect.YAML)
                .samples(Samples.blocks("adr/MadrTextTest"))
                .run(input -> {
                    var faults = new Faults();
                    var record = MadrText.read("0001-use-it", input.text(), "", faults);
                    if (faults.all().isEmpty()) {
                        assertThat(MadrText.read("0001-use-it", MadrText.write(record), "", faults)
                                        .title())
                                .isEqualTo(record.title());
                    }
                });
    }
}
