// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.change.ReportedChangeState;
import dev.evenkeel.files.json.ValidationErrors;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DeploymentEventParsersTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final ValidationErrors errors = new ValidationErrors();

    private static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource({"deployed, COMPLETED", "upgraded, COMPLETED", "rolledback, ROLLED_BACK"})
    void parsesPlainAndWrappedCdEvents(String predicate, ReportedChangeState state) {
        String event = """
                {'context':{'specversion':'0.5.0','id':'e-17','source':'/ci/payments',
                   'type':'dev.cdevents.service.%s.0.2.0','timestamp':'2026-11-25T12:00:00Z'},
                 'subject':{'id':'payments','content':{'environment':{'id':'production'},
                   'artifactId':'pkg:oci/payments@sha256%%3A9f3c'}}}""".formatted(predicate);

        ExternalChangeReport plain = CdEventsParser.parse(json(event), errors).orElseThrow();
        ExternalChangeReport wrapped = CdEventsParser.parse(
                        json("{'specversion':'1.0','type':'any','data':" + event + "}"), errors)
                .orElseThrow();

        assertThat(errors.toList()).isEmpty();
        assertThat(wrapped).isEqualTo(plain);
        assertThat(plain.origin()).isEqualTo(new ExternalChangeReport.Origin("cdevents:/ci/payments", "e-17"));
        assertThat(plain.service()).isEqualTo("payments");
        assertThat(plain.environment()).isEqualTo("production");
        assertThat(plain.state()).isEqualTo(state);
        assertThat(plain.at()).isEqualTo(Instant.parse("2026-11-25T12:00:00Z"));
        assertThat(plain.details().artifact()).startsWith("pkg:oci/payments@");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dev.cdevents.service.removed.0.2.0", "dev.cdevents.incident.detected.0.2.0", "com.acme.thing"})
    void ignoresOtherCdEvents(String type) {
        assertThat(CdEventsParser.parse(json("{'context':{'type':'" + type + "'}}"), errors))
                .isEmpty();
        assertThat(errors.toList()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"in_progress, STARTED", "success, COMPLETED", "failure, ABORTED", "error, ABORTED", "queued, "})
    void parsesGitHubDeploymentStatus(String told, ReportedChangeState state) {
        Optional<ExternalChangeReport> read = GitHubDeploymentParser.parse(json("""
                {'action':'created',
                 'deployment_status':{'state':'%s','created_at':'2026-11-25T12:00:00Z','target_url':'https://x.example'},
                 'deployment':{'id':4711,'sha':'9f3cab','ref':'main','environment':'production',
                   'description':null,'creator':{'login':'ada'}},
                 'repository':{'name':'payments','full_name':'acme/payments'}}""".formatted(told)), null, errors);

        assertThat(errors.toList()).isEmpty();
        assertThat(read.map(ExternalChangeReport::state)).isEqualTo(Optional.ofNullable(state));
        read.ifPresent(report -> {
            assertThat(report.origin()).isEqualTo(new ExternalChangeReport.Origin("github:acme/payments", "4711"));
            assertThat(report.service()).isEqualTo("payments");
            assertThat(report.details().title()).isEqualTo("main at 9f3cab");
            assertThat(report.details().author()).isEqualTo("ada");
        });
        assertThat(GitHubDeploymentParser.parse(json("{'action':'opened'}"), null, errors))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"running, STARTED", "success, COMPLETED", "failed, ABORTED", "canceled, ABORTED", "blocked, "})
    void parsesGitLabDeployment(String told, ReportedChangeState state) {
        Optional<ExternalChangeReport> read = GitLabDeploymentParser.parse(json("""
                {'object_kind':'deployment','status':'%s','status_changed_at':'2026-11-25 13:00:00 +0100',
                 'deployment_id':15,'environment':'production','short_sha':'279484c0','commit_title':'add a column',
                 'project':{'name':'payments','path_with_namespace':'acme/payments'},'user':{'username':'ada'}}
                """.formatted(told)), "ledger", errors);

        assertThat(errors.toList()).isEmpty();
        assertThat(read.map(ExternalChangeReport::state)).isEqualTo(Optional.ofNullable(state));
        read.ifPresent(report -> {
            assertThat(report.origin()).isEqualTo(new ExternalChangeReport.Origin("gitlab:acme/payments", "15"));
            assertThat(report.service()).isEqualTo("ledger");
            assertThat(report.at()).isEqualTo(Instant.parse("2026-11-25T12:00:00Z"));
            assertThat(report.details().artifact()).isEqualTo("279484c0");
        });
        assertThat(GitLabDeploymentParser.parse(json("{'object_kind':'push'}"), null, errors))
                .isEmpty();
    }
}
