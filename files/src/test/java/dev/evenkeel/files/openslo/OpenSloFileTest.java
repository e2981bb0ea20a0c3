// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.evenkeel.engine.slo.BudgetingMethod;
import dev.evenkeel.engine.slo.BurnAlertRule;
import dev.evenkeel.engine.slo.OpenSloDuration;
import dev.evenkeel.engine.slo.ServiceLevelIndicator;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.engine.slo.TimeWindow;
import dev.evenkeel.engine.validation.ValidationError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenSloFileTest {
    @Test
    void roundTripsSpecificationExamples() throws IOException {
        Path folder = Path.of(System.getProperty("evenkeel.shared", "absent"), "spec/openslo");
        assumeTrue(Files.isDirectory(folder), "skipped 16 public objects: spec/openslo is not there");
        List<OpenSloObject> all = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                OpenSloFile read = OpenSloFile.parse(Files.readString(file));
                assertThat(read.errors()).as("%s", file).isEmpty();
                all.addAll(read.objects());
                read.warnings().forEach(warning -> warnings.add(warning.message()));
            }
        }
        assertThat(all).hasSize(16);
        assertThat(warnings)
                .anyMatch(words -> words.startsWith("lte would alert"))
                .hasSize(3);
        assertThat(json(OpenSloFile.parse(OpenSloFile.toJson(all)))).isEqualTo(json(all));

        Slo web = new OpenSloObjectSet(all).slos().getFirst();
        assertThat(web.window())
                .isEqualTo(new TimeWindow.Calendar(
                        new OpenSloDuration(1, OpenSloDuration.Unit.WEEK),
                        LocalDateTime.parse("2022-01-01T12:00:00"),
                        ZoneId.of("America/New_York")));
        assertThat(web.objectives().getFirst().budgeting())
                .isEqualTo(new BudgetingMethod.Timeslices(0.95, Duration.ofMinutes(1)));
        assertThat(web.indicator())
                .isEqualTo(new ServiceLevelIndicator.PrometheusCountersIndicator(
                        "http_requests{k8s_cluster=\"prod\",component=\"web\",code=~\"2xx|4xx\"}",
                        true,
                        "http_requests{k8s_cluster=\"prod\",component=\"web\"}"));
    }

    @Test
    void parsesFlagOutcomesSloWithStandardAlertRules() {
        Slo slo = slos(OpenSloSamples.NATIVE).getFirst();
        assertThat(slo.indicator()).isEqualTo(new ServiceLevelIndicator.FlagOutcomesIndicator("default", "new-core"));
        assertThat(slo.rules()).isEqualTo(BurnAlertRule.standard(Duration.ofDays(30), 5));
        assertThat(slo.objectives().getFirst().name()).isEqualTo("99.9%");
        assertThat(slo.noDataAfter()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void resolvesReferences() {
        Slo slo = slos(OpenSloSamples.COUNTERS).getFirst();
        assertThat(slo.indicator())
                .isEqualTo(new ServiceLevelIndicator.PrometheusCountersIndicator(
                        "errors_total{job=\"shop\"}", false, "requests_total{job=\"shop\"}"));
        assertThat(slo.objectives().getFirst().target()).isEqualTo(0.999);
    }

    @Test
    void convertsAlertConditionToMultiWindowRule() {
        Slo slo = slos(OpenSloSamples.NATIVE + """
                  alertPolicies:
                    - kind: AlertPolicy
                      metadata: {name: fast}
                      spec:
                        alertWhenBreaching: true
                        conditions:
                          - kind: AlertCondition
                            metadata:
                              name: burns-fast
                              annotations: {evenkeel.dev/short-window: 10m, evenkeel.dev/least-bad-events: "7"}
                            spec:
                              severity: page
                              condition: {kind: burnrate, op: gt, threshold: 14.4, lookbackWindow: 1h, alertAfter: 5m}
                        notificationTargets: [{targetRef: nobody-yet}]
                """).getFirst();
        assertThat(slo.rules())
                .containsExactly(new BurnAlertRule(
                        "burns-fast",
                        BurnAlertRule.Severity.PAGE,
                        Duration.ofHours(1),
                        Duration.ofMinutes(10),
                        14.4,
                        7));
    }

    @Test
    void reportsAllErrorsAtOnce() {
        OpenSloFile read = OpenSloFile.parse("""
                apiVersion: openslo/v2
                kind: SLO
                metadata: {name: Bad_Name, labels: {a: 1}}
                spec:
                  indicatorRef: x
                  indicator: {metadata: {name: y}, spec: {}}
                  timeWindow: [{duration: 30 days, isRolling: false}]
                  budgetingMethod: Timeslices
                  objectives: [{target: 1, targetPercent: 99}, {target: 1.5, timeSliceTarget: 0.5, timeSliceWindow: soon}]
                  surprise: 1
                """);
        assertThat(read.objects()).isEmpty();
        assertThat(read.errors())
                .extracting(ValidationError::pointer)
                .contains(
                        "/0/apiVersion",
                        "/0/metadata/name",
                        "/0/metadata/labels/a",
                        "/0/spec",
                        "/0/spec/service",
                        "/0/spec/surprise",
                        "/0/spec/timeWindow/0/duration",
                        "/0/spec/timeWindow/0/isRolling",
                        "/0/spec/objectives/0",
                        "/0/spec/objectives/0/timeSliceTarget",
                        "/0/spec/objectives/0/timeSliceWindow",
                        "/0/spec/objectives/1/target",
                        "/0/spec/objectives/1/timeSliceWindow");
        assertThat(read.errors()).allSatisfy(fault -> {
            assertThat(fault.message()).isNotBlank();
            assertThat(fault.remedy()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a: [", "{\"kind\":", "3", "[1]", "- kind: Nonsense"})
    void rejectsTextWithoutOpenSloObject(String text) {
        assertThat(OpenSloFile.parse(text).errors()).isNotEmpty();
        assertThat(OpenSloFile.parse(text).objects()).isEmpty();
    }

    @Test
    void rejectsDanglingReference() {
        String lost = OpenSloSamples.COUNTERS.replace("indicatorRef: errors", "indicatorRef: lost");
        assertThat(new OpenSloObjectSet(OpenSloFile.parse(lost).objects()).errors())
                .extracting(ValidationError::pointer)
                .containsExactly("/2/spec/indicatorRef");
    }

    @Test
    void rejectsDuplicateName() {
        assertThat(OpenSloFile.parse(OpenSloSamples.NATIVE + "---\n" + OpenSloSamples.NATIVE)
                        .errors())
                .extracting(ValidationError::pointer)
                .containsExactly("/1/metadata/name");
    }

    @Test
    void parsesUnsupportedMetricSourceWithWarning() {
        var set =
                new OpenSloObjectSet(OpenSloFile.parse(OpenSloSamples.NATIVE.replace("type: evenkeel", "type: Datadog"))
                        .objects());
        assertThat(set.errors()).isEmpty();
        assertThat(set.slos().getFirst().indicator()).isInstanceOf(ServiceLevelIndicator.UnsupportedIndicator.class);
        assertThat(set.warnings()).hasSize(1);
    }

    private static List<Slo> slos(String text) {
        OpenSloFile read = OpenSloFile.parse(text);
        assertThat(read.errors()).isEmpty();
        var set = new OpenSloObjectSet(read.objects());
        assertThat(set.errors()).isEmpty();
        return set.slos();
    }

    private static List<String> json(OpenSloFile file) {
        assertThat(file.errors()).hasSizeLessThanOrEqualTo(1);
        return json(file.objects());
    }

    private static List<String> json(List<OpenSloObject> objects) {
        return objects.stream().map(object -> object.json().toString()).toList();
    }
}
