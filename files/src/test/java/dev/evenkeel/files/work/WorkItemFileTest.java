// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.evenkeel.engine.capacity.WorkItem;
import dev.evenkeel.engine.capacity.WorkKind;
import dev.evenkeel.engine.capacity.WorkValue;
import dev.evenkeel.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkItemFileTest {
    private static final String MAP = """
            id: [number]
            fields:
              title: {column: what}
              kind: {column: type, values: {Feature: NEW_WORK, Bug: UNPLANNED}}
              team: {value: money}
              causes: {column: causes, separator: "|"}
              opened: {column: from}
              closed: {column: to}
              planned: {column: hours, factor: 0.125}
              actual: {column: spent, factor: 0.125}
              costOfDelay: {column: delay}
              currency: {value: CHF}
              weeks: {value: "2"}
            """;
    private static final String HEAD = "number,what,type,causes,from,to,hours,spent,delay\n";
    private static final String JIRA_CSV = """
            Summary,Issue key,Issue Type,Labels,Labels,Created,Resolved,Original estimate,Time Spent
            Pool is full,PAY-2,Bug,web,cause-pool,01/Nov/26 6:40 PM,02/Nov/26 8:00 am,,14400
            """;
    private static final Instant NOW = Instant.parse("2026-11-25T18:40:03Z");

    private static WorkItemFile read(WorkItemFormat format, String text, String map) {
        return WorkItemFile.parse(format, text, map, NOW);
    }

    private static WorkItemFile csv(String rows) {
        return read(WorkItemFormat.CSV, HEAD + rows, MAP);
    }

    @Test
    void parsesCsvWithMapping() {
        WorkItemFile read = csv("""
                7,"Pay, at once",Feature,,2026-11-01T00:00:00Z,,40,,9000
                8,Pool is full,Bug,pool | limit,2026-11-02T00:00:00+01:00,2026-11-03T00:00:00Z,,12,
                """);
        assertThat(read.errors()).isEmpty();
        WorkItem first = read.items().getFirst();
        assertThat(first.key()).isEqualTo("7");
        assertThat(first.title()).isEqualTo("Pay, at once");
        assertThat(first.planned()).isEqualTo(5);
        assertThat(first.actual()).isNull();
        assertThat(first.worth()).isEqualTo(new WorkValue(new BigDecimal("9000.0"), null, "CHF", 2.0));
        WorkItem second = read.items().getLast();
        assertThat(second.kind()).isEqualTo(WorkKind.UNPLANNED);
        assertThat(second.causes()).containsExactly("pool", "limit");
        assertThat(second.opened()).isEqualTo(Instant.parse("2026-11-01T23:00:00Z"));
        assertThat(second.actual()).isEqualTo(1.5);
    }

    @Test
    void reportsAllErrorsOfAllRows() {
        assertThat(csv("""
                        7,,Party,,yesterday,,many,,
                        7,x,Bug,,2026-11-01T00:00:00Z,,,,
                        """).errors())
                .containsExactlyInAnyOrder(
                        "line 2, column what: title must not be empty",
                        "line 2, column type: kind \"Party\" is missing in values",
                        "line 2, column from: opened must be a time in the format of its mapping, got \"yesterday\"",
                        "line 2, column hours: planned must be a number, got \"many\"",
                        "line 3: duplicate id \"7\"; add a column to id");
        assertThat(csv("""
                        7,,Bug,,2026-11-02T00:00:00Z,2026-11-01T00:00:00Z,-8,many,
                        8,x,Bug,,2026-11-25T18:46:00Z,2126-11-01T00:00:00Z,,,-1
                        9,x,Bug,,2026-11-25T18:44:00Z,,,,
                        """).errors())
                .containsExactlyInAnyOrder(
                        "line 2, column what: title must not be empty",
                        "line 2, column spent: actual must be a number, got \"many\"",
                        "row 7: closed must not be before opened, 2026-11-02T00:00:00Z; correct one of them",
                        "row 7: planned must be 0 or more, got -1.0; use person-days",
                        "row 8: opened must not be in the future, got 2026-11-25T18:46:00Z; correct it, or remove it",
                        "row 8: closed must not be in the future, got 2126-11-01T00:00:00Z; correct it, or remove it",
                        "row 8: worth/costOfDelay must be a number of 0 or more, got -1.0; set the amount");
    }

    @Test
    void reportsErrorsOfSingleInvalidRow() {
        WorkItemFile read = csv("7,x,Bug,,2026-11-02T00:00:00Z,2026-11-01T00:00:00Z,-8,,\n");
        assertThat(read.items()).isEmpty();
        assertThat(read.errors())
                .containsExactlyInAnyOrder(
                        "row 7: closed must not be before opened, 2026-11-02T00:00:00Z; correct one of them",
                        "row 7: planned must be 0 or more, got -1.0; use person-days");
    }

    @Test
    void rejectsStoryPointsAsEffort() {
        WorkItemFile read = read(
                WorkItemFormat.CSV,
                HEAD.replace("hours", "Story Points"),
                MAP.replace("column: hours", "column: Story Points"));
        assertThat(read.errors()).singleElement().asString().contains("\"Story Points\" contains story points");
    }

    @Test
    void parsesGitHubIssuesFromRestApi() {
        WorkItemFile read = read(WorkItemFormat.GITHUB, """
                [{"number":1,"title":"Pool is full","labels":[{"name":"type/Bug"},{"name":"cause/pool"},{"name":"days/1.5"}],
                  "created_at":"2026-11-01T00:00:00Z","closed_at":"2026-11-02T00:00:00Z","state":"closed"},
                 {"number":2,"title":"Merge me","pull_request":{},"labels":[],"created_at":"2026-11-01T00:00:00Z"}]""", """
                team: money
                labels: {causes: cause/, actual: days/}
                """);
        assertThat(read.errors()).isEmpty();
        assertThat(read.notes()).containsExactly("1 pull requests in the list of issues were skipped");
        assertThat(read.items())
                .extracting(WorkItem::key, WorkItem::kind, WorkItem::team, WorkItem::actual, WorkItem::causes)
                .containsExactly(tuple("1", WorkKind.UNPLANNED, "money", 1.5, List.of("pool")));
    }

    @Test
    void parsesGitHubIssuesFromCli() {
        WorkItemFile read = read(WorkItemFormat.GITHUB, """
                [{"number":3,"title":"Upgrade","labels":[{"name":"chore"},{"name":"team: web"}],
                  "createdAt":"2026-11-01T00:00:00Z","closedAt":null}]""", "labels: {team: 'team:'}");
        assertThat(read.items())
                .extracting(WorkItem::kind, WorkItem::team, WorkItem::closed)
                .containsExactly(tuple(WorkKind.MAINTENANCE, "web", null));
    }

    @Test
    void prefersMappedKindsOverDefaults() {
        String issues = """
                [{"number":1,"title":"a","labels":["Bug","Our Big Thing"],"created_at":"2026-11-01T00:00:00Z"},
                 {"number":2,"title":"b","labels":["weird"],"created_at":"2026-11-01T00:00:00Z"},
                 {"number":3,"title":"c","labels":[],"type":{"name":"Feature"},"created_at":"2026-11-01T00:00:00Z"}]""";
        assertThat(read(WorkItemFormat.GITHUB, issues, "").errors())
                .containsExactly("issue 2: no kind of work for [weird]; add one of them under kinds in the map,"
                        + " or set otherwise");
        assertThat(read(WorkItemFormat.GITHUB, issues, """
                                kinds: {our big thing: RELIABILITY}
                                otherwise: TOIL
                                """).items())
                .extracting(WorkItem::kind)
                .containsExactly(WorkKind.RELIABILITY, WorkKind.TOIL, WorkKind.NEW_WORK);
    }

    @Test
    void parsesGitLabIssues() {
        WorkItemFile read = read(WorkItemFormat.GITLAB, """
                [{"iid":5,"references":{"full":"acme/pay#5"},"title":"Slow","labels":["debt"],"issue_type":"issue",
                  "created_at":"2026-11-01T00:00:00.123Z","closed_at":"2026-11-02T00:00:00.000+01:00",
                  "time_stats":{"time_estimate":57600,"total_time_spent":0}},
                 {"iid":6,"title":"Down","labels":[],"issue_type":"incident","created_at":"2026-11-01T00:00:00Z"}]""", "");
        assertThat(read.errors()).isEmpty();
        assertThat(read.items())
                .extracting(WorkItem::key, WorkItem::kind, WorkItem::planned, WorkItem::actual)
                .containsExactly(
                        tuple("acme/pay#5", WorkKind.MAINTENANCE, 2.0, null),
                        tuple("6", WorkKind.UNPLANNED, null, null));
    }

    @Test
    void parsesJiraSearchResult() {
        WorkItemFile read = read(WorkItemFormat.JIRA, """
                {"total":120,"issues":[{"key":"PAY-1","fields":{"summary":"Pay at once","issuetype":{"name":"Story"},
                  "labels":["web"],"created":"2026-11-01T10:00:00.000+0100","resolutiondate":"2026-11-05T10:00:00.000+0100",
                  "timeoriginalestimate":28800,"timespent":36000,"customfield_10016":5}}]}""", "hoursPerDay: 10");
        assertThat(read.errors()).isEmpty();
        assertThat(read.notes()).singleElement().asString().contains("import the other pages too");
        assertThat(read.items())
                .extracting(WorkItem::key, WorkItem::kind, WorkItem::planned, WorkItem::actual, WorkItem::opened)
                .containsExactly(tuple("PAY-1", WorkKind.NEW_WORK, 0.8, 1.0, Instant.parse("2026-11-01T09:00:00Z")));
    }

    @Test
    void parsesJiraCsvExport() {
        WorkItemFile read =
                read(WorkItemFormat.JIRA_CSV, JIRA_CSV, "{zone: Europe/Zurich, labels: {causes: cause-}, team: money}");
        assertThat(read.errors()).isEmpty();
        assertThat(read.items())
                .extracting(WorkItem::key, WorkItem::causes, WorkItem::actual, WorkItem::opened)
                .containsExactly(tuple("PAY-2", List.of("pool"), 0.5, Instant.parse("2026-11-01T17:40:00Z")));
    }

    @Test
    void reportsUnreadableJiraTimes() {
        assertThat(read(WorkItemFormat.JIRA_CSV, JIRA_CSV.replace("14400", "4h").replace("01/Nov/26", "1.11.26"), "")
                        .errors())
                .containsExactlyInAnyOrder(
                        "line 2, column Created: \"1.11.26 6:40 PM\" does not match the pattern; set pattern and zone in"
                                + " the map",
                        "line 2, column Time Spent: must be seconds, got \"4h\"; use the Jira export format");
    }

    @Test
    void reportsMissingJiraColumns() {
        assertThat(read(WorkItemFormat.JIRA_CSV, "a,b\n", "").errors())
                .containsExactly("missing columns: Issue key, Summary, Issue Type, Created; export all fields"
                        + " from Jira, in English");
    }

    @Test
    void parsesNativeJson() {
        WorkItemFile read = read(
                WorkItemFormat.JSON,
                Json.of("[{'key':'1','title':'t','kind':'TOIL','opened':'2026-11-01T00:00:00Z'}]"),
                "");
        assertThat(read.items()).hasSize(1);
    }

    @Test
    void reportsErrorsOfNativeJson() {
        assertThat(read(WorkItemFormat.JSON, Json.of("[{'key':'1'},5]"), "team: x")
                        .errors())
                .containsExactly(
                        "a map is not allowed for JSON; use it with other formats",
                        "item 2: must be an object, got 5",
                        "item 1: title is missing; write a string: description in one line",
                        "item 1: kind is missing; write one of NEW_WORK, RELIABILITY, MAINTENANCE, SECURITY, TOIL,"
                                + " UNPLANNED: kind of work",
                        "item 1: opened is missing; write a time with a UTC offset such as \"2026-11-25T10:00:00Z\", or a"
                                + " date: time of creation");
    }

    @ParameterizedTest
    @EnumSource(
            value = WorkItemFormat.class,
            names = {"JSON", "GITHUB", "GITLAB", "JIRA"})
    void rejectsInvalidJson(WorkItemFormat format) {
        assertThat(read(format, "<html>", "").errors())
                .singleElement()
                .asString()
                .startsWith("the file is not JSON: ");
        assertThat(read(format, "7", "").errors()).singleElement().asString().startsWith("the file must be");
    }

    @Test
    void reportsAllMappingErrors() {
        assertThat(read(WorkItemFormat.GITHUB, "[]", """
                        kinds: {bug: FUN}
                        otherwise: PARTY
                        hoursPerDay: 0
                        labels: {team: ""}
                        pattern: "{"
                        zone: Mars
                        colour: red
                        """).errors().stream()
                        .map(fault -> fault.replaceFirst("map (\\S+): .*", "$1")))
                .containsExactlyInAnyOrder(
                        "/kinds/bug", "/otherwise", "/hoursPerDay", "/labels/team", "/pattern", "/zone", "/colour");
    }

    /* A search that starts at each character would take minutes. */
    @Test
    void handlesVeryLongLabels() {
        String labels = Json.of("[{'name':'%s'},{'name':'kind::  chore'}]", "a".repeat(200_000));
        String issue = Json.of(
                "[{'number':1,'title':'x','labels':%s,'created_at':'2026-11-01T00:00:00Z','state':'open'}]", labels);
        WorkItemFile read = read(WorkItemFormat.GITHUB, issue, "team: money\n");
        assertThat(read.items()).extracting(WorkItem::kind).containsExactly(WorkKind.MAINTENANCE);
    }
}
