// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Commands about gates, against a server that says what it is to say.
class GateCommandsTest {
    private static final String WEEKEND = """
            {"windows":[{"name":"weekend","kind":"DENY","reason":"nobody is here","start":"2026-01-02T18:00",
             "zone":"Europe/Zurich","duration":"P2DT14H","rrule":"FREQ=WEEKLY;BYDAY=FR","except":[],
             "environments":["prod"],"services":[],"tiers":[],"classes":["normal"]}]}""";

    private HttpServer server;
    private String answer = "";
    private final List<String> asked = new ArrayList<>();

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void checkReturns1AndListsReasonsWhenGatesAreClosed() {
        answer = """
                {"environment":"default","flag":"core","changeClass":"normal","open":false,"summary":"weekend",
                 "at":"2026-12-04T07:00:00Z","gates":[
                 {"gate":"freeze","verdict":"DENY","reason":"weekend","evidence":[],"until":"2026-12-07T07:00:00Z",
                  "required":true,"closed":false,"override":{"id":"go-1","gate":"freeze","createdBy":"anna",
                  "reason":"urgent","changeClass":"hotfix","createdAt":"2026-12-04T07:00:00Z",
                  "expiresAt":"2026-12-05T07:00:00.123456Z"}},
                 {"gate":"release-pause","verdict":"DENY","reason":"releases of default were paused","evidence":[],
                  "until":null,"required":true,"closed":true,"override":null},
                 {"gate":"budget","verdict":"UNKNOWN","reason":"no answer","evidence":[],"until":null,
                  "required":false,"closed":false,"override":null}]}""";
        CliResult result = run("gate", "check", "core", "--service", "pay ments");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .containsExactly(
                        "Gates are closed for a change of core in default.",
                        "",
                        "GATE           VERDICT  STATUS                                         UNTIL                 REASON",
                        "freeze         DENY     overridden by anna until 2026-12-05 07:00:00Z  2026-12-07 07:00:00Z  weekend",
                        "release-pause  DENY     closed                                         -                     releases"
                                + " of default were paused",
                        "budget         UNKNOWN  not required                                   -                     no answer");
        assertThat(asked.getFirst())
                .startsWith("GET /api/v1/environments/default/flags/core/gates?changeClass=normal&service=pay%20ments");
        assertThat(new JsonMapper()
                        .readTree(run("gate", "check", "core", "--json").out().getFirst())
                        .get("open")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void checkReturns0WhenGatesAreOpen() {
        answer = """
                {"environment":"default","flag":"core","changeClass":"normal","open":true,"summary":"",
                 "at":"2026-12-04T07:00:00Z","gates":[]}""";
        assertThat(run("gate", "check", "core").exitCode()).isZero();
    }

    @Test
    void pausesAndResumesReleases() {
        answer = """
                {"environment":"prod","pauses":[
                 {"environment":"prod","service":null,"pausedBy":"anna","reason":"outage",
                  "pausedAt":"2026-11-25T10:00:00Z"},
                 {"environment":"prod","service":"mail","pausedBy":"ben","reason":"disk",
                  "pausedAt":"2026-11-25T11:00:00.5Z"}]}""";
        assertThat(run("release", "pause", "--service", "mail", "--reason", "disk", "--environment", "prod")
                        .out())
                .containsExactly(
                        "SERVICE       PAUSED                USER  REASON",
                        "all services  2026-11-25 10:00:00Z  anna  outage",
                        "mail          2026-11-25 11:00:00Z  ben   disk");
        answer = Json.of("{'environment':'prod','pauses':[]}");
        assertThat(run("release", "resume", "--reason", "over", "--environment", "prod")
                        .out())
                .containsExactly("No releases are paused in environment prod.");
        run("release", "status", "--environment", "prod");
        assertThat(asked)
                .containsExactly(
                        Json.of("POST /api/v1/environments/prod/releases/pause {'service':'mail','reason':'disk'}"),
                        Json.of("POST /api/v1/environments/prod/releases/resume {'reason':'over'}"),
                        "GET /api/v1/environments/prod/release-pauses ");
    }

    @Test
    void createsGateOverrideWithExpiry() {
        answer = """
                {"environment":"default","flag":"core","id":"go-1","gate":"release-pause","createdBy":"anna",
                 "reason":"the repair","changeClass":"hotfix","createdAt":"2026-12-01T10:00:00Z",
                 "expiresAt":"2026-12-01T18:00:00Z"}""";
        CliResult result = run(
                "override",
                "create",
                "core",
                "--gate",
                "release-pause",
                "--class",
                "hotfix",
                "--reason",
                "the repair",
                "--expires-at",
                "2026-12-01T18:00:00Z");
        assertThat(result.out())
                .containsExactly(
                        "Override go-1 created: gate release-pause does not block core until 2026-12-01T18:00:00Z."
                                + " To revoke it: ./evenkeel override revoke go-1");
        assertThat(asked)
                .containsExactly(
                        Json.of("POST /api/v1/environments/default/flags/core/gate-overrides {'gate':'release-pause',"
                                + "'changeClass':'hotfix','reason':'the repair','expiresAt':'2026-12-01T18:00:00Z'}"));
        assertThat(run("override", "create", "core", "--gate", "release-pause", "--class", "hotfix", "--reason", "x")
                        .exitCode())
                .isEqualTo(2);
        run(
                "override",
                "create",
                "core",
                "--gate",
                "release-pause",
                "--class",
                "hotfix",
                "--reason",
                "x",
                "--expires-in",
                "PT2H");
        assertThat(asked.getLast()).containsPattern("\"expiresAt\":\"2\\d{3}-\\S+Z\"");
    }

    @Test
    void listsAndRevokesOverrides() {
        answer = """
                [{"environment":"default","id":"go-1","flag":"core","gate":"release-pause","changeClass":"hotfix","createdBy":"anna","reason":"the repair",
                  "createdAt":"2026-11-25T10:00:00Z","expiresAt":"2026-11-25T12:00:00Z"}]""";
        assertThat(run("override", "list").out().getLast())
                .isEqualTo(
                        "go-1  core  release-pause  hotfix  anna  2026-11-25 10:00:00Z  2026-11-25 12:00:00Z  the repair");
        answer = "";
        assertThat(run("override", "revoke", "go-1").out()).containsExactly("Override go-1 revoked.");
        assertThat(asked.getLast()).startsWith("DELETE /api/v1/environments/default/gate-overrides/go-1");
    }

    @Test
    void createsListsAndRevokesApprovals() {
        answer = """
                {"environment":"default","flag":"core","valid":true,"id":"ga-1","approvedBy":"anna","reason":"read it",
                 "version":3,"approvedAt":"2026-11-25T10:00:00Z","expiresAt":"2026-12-01T18:00:00Z"}""";
        assertThat(run("approval", "create", "core", "--on-behalf-of", "anna", "--reason", "read it")
                        .out())
                .containsExactly("Approval ga-1 created: anna approves core until 2026-12-01T18:00:00Z."
                        + " To revoke it: ./evenkeel approval revoke ga-1");
        run("approval", "create", "core", "--expires-at", "2026-12-01T18:00:00Z");
        assertThat(asked)
                .containsExactly(
                        Json.of("POST /api/v1/environments/default/approvals"
                                + " {'flag':'core','onBehalfOf':'anna','reason':'read it'}"),
                        Json.of("POST /api/v1/environments/default/approvals"
                                + " {'flag':'core','reason':'','expiresAt':'2026-12-01T18:00:00Z'}"));
        answer = """
                [{"environment":"default","id":"ga-1","flag":"core","approvedBy":"anna","valid":false,"reason":"read it","version":3,
                  "approvedAt":"2026-11-25T10:00:00Z","expiresAt":"2026-11-25T12:00:00Z"}]""";
        assertThat(run("approval", "list").out().getLast())
                .isEqualTo("ga-1  core  anna  not valid  2026-11-25 10:00:00Z  2026-11-25 12:00:00Z  read it");
        answer = "";
        assertThat(run("approval", "revoke", "ga-1").out()).containsExactly("Approval ga-1 revoked.");
        assertThat(asked.getLast()).startsWith("DELETE /api/v1/environments/default/approvals/ga-1");
    }

    @Test
    void showsAndUpdatesPolicy() {
        answer = """
                {"requiredGates":null,"overrideClasses":["hotfix"],"requiredApprovals":2,"editsRequireApproval":true,
                 "approvalRules":[{"service":"payments","changeClass":"migration","requiredApprovals":3},
                          {"service":null,"changeClass":"docs","requiredApprovals":0}],"availableGates":["freeze","release-pause"]}""";
        assertThat(run("gate", "policy").out())
                .containsExactly(
                        "Required gates: all",
                        "Available gates: freeze, release-pause",
                        "Classes that may override: hotfix",
                        "Required approvals: 2; 3 for service payments, class migration; 0 for class docs",
                        "Flag edits: same approvals required",
                        "Experiment treatments: no limit");
        run("gate", "policy", "--set", "--approvals", "0");
        assertThat(asked.getLast()).endsWith(Json.of(" {'requiredApprovals':0,'reason':''}"));
        assertThat(run("gate", "policy", "--approvals", "1").exitCode()).isEqualTo(2);
        run("gate", "policy", "--set", "--require", "freeze,release-pause", "--reason", "why");
        assertThat(asked.getLast())
                .isEqualTo(Json.of("PUT /api/v1/environments/default/gate-policy"
                        + " {'requiredGates':['freeze','release-pause'],'reason':'why'}"));
        assertThat(run("gate", "policy", "--require", "freeze").exitCode()).isEqualTo(2);
        run("gate", "policy", "--set", "--rule", "payments=1", "--rule", ":docs=0", "--edits", "approved");
        assertThat(asked.getLast())
                .endsWith(Json.of(" {'approvalRules':[{'service':'payments','requiredApprovals':1},"
                        + "{'changeClass':'docs','requiredApprovals':0}],'editsRequireApproval':true,'reason':''}"));
        assertThat(run("gate", "policy", "--set", "--rule", "payments").exitCode())
                .isEqualTo(2);
        answer = """
                {"requiredGates":null,"overrideClasses":[],"requiredApprovals":0,"approvalRules":[],
                 "editsRequireApproval":false,"maxTreatmentShare":12.5,"availableGates":[]}""";
        assertThat(run("gate", "policy", "--set", "--treatment-limit", "12.5").out())
                .contains("Experiment treatments: at most 12.5% of units");
        assertThat(asked.getLast()).endsWith(Json.of(" {'maxTreatmentShare':12.5,'reason':''}"));
        assertThat(run("gate", "policy", "--treatment-limit", "50").exitCode()).isEqualTo(2);
    }

    @Test
    void reportsGateCostsAndMissingOutcomes() {
        answer = """
                {"quarter":"2026Q4","from":"2026-10-01T00:00:00Z","to":"2027-01-01T00:00:00Z","environment":null,"gates":[
                  {"gate":"freeze","denials":2,"carriedOver":1,"daysDelayed":3.25,"moneyDelayed":null,"overrides":1}],
                 "total":{"gate":null,"denials":2,"carriedOver":1,"daysDelayed":3.25,"moneyDelayed":null,"overrides":1},
                 "overridden":{"clean":7,"failed":2,"major":1,"rolledBackByGuard":4,"aborted":0,"open":0,
                   "failRate":{"count":3,"total":10,"share":0.3,"low":0.108,"high":0.603}},
                 "others":{"clean":20,"failed":0,"major":0,"rolledBackByGuard":0,"aborted":3,"open":5,
                   "failRate":{"count":0,"total":20,"share":0.0,"low":0.0,"high":0.161}},
                 "difference":{"difference":0.3,"low":0.049,"high":0.603}}""";
        assertThat(run("gate", "report", "--quarter", "2026Q4", "--deployed-in", "prod")
                        .out())
                .containsExactly(
                        "Gates in 2026Q4, all environments:",
                        "",
                        "GATE    DENIALS  CARRIED OVER  DAYS DELAYED  COST OF DELAY  OVERRIDES",
                        "freeze  2        1             3.3           unknown        1",
                        "all     2        1             3.3           unknown        1",
                        "",
                        "CHANGES     CLEAN  FAILED  MAJOR  ROLLED BACK  ABORTED  OPEN  FAILURE RATE",
                        "overridden  7      2       1      4            0        0     3 of 10: 30.0% (95% interval 10.8%"
                                + " to 60.3%)",
                        "others      20     0       0      0            3        5     0 of 20: 0.0% (95% interval 0.0%"
                                + " to 16.1%)",
                        "",
                        "Failure rate of overridden changes minus that of others: 30.0 percentage points (95% interval"
                                + " 4.9 to 60.3). Users choose what to override, so this does not show that overrides"
                                + " cause failures.");
        assertThat(asked.getLast()).startsWith("GET /api/v1/gates/score?quarter=2026Q4&environment=prod");
        answer = """
                {"quarter":"2026Q4","from":"2026-10-01T00:00:00Z","to":"2027-01-01T00:00:00Z","environment":"prod",
                 "gates":[],"total":{"denials":0,"carriedOver":0,"daysDelayed":0,"overrides":0},
                 "overridden":%1$s,"others":%1$s,"difference":null}""".formatted("""
                        {"clean":0,"failed":0,"major":0,"rolledBackByGuard":0,"aborted":0,"open":0,
                         "failRate":{"count":0,"total":0,"share":null}}""");
        CliResult none = run("gate", "report");
        assertThat(none.out().getLast())
                .isEqualTo("Overridden changes cannot be compared with others: one group has no outcomes.");
        assertThat(none.out().getFirst()).isEqualTo("Gates in 2026Q4, prod:");
        assertThat(asked.getLast()).startsWith("GET /api/v1/gates/score ");
    }

    @Test
    void appliesAndShowsFreezeCalendar() throws IOException {
        answer = WEEKEND;
        Path file = Files.writeString(directory.resolve("freezes.yaml"), "windows:\n  - name: weekend\n");
        assertThat(run("freeze", "apply", file.toString(), "--prune", "--reason", "of 2027")
                        .out())
                .containsExactly(
                        "NAME     KIND  START             TIME ZONE      DURATION  RECURRENCE            SCOPE"
                                + "                              REASON",
                        "weekend  DENY  2026-01-02T18:00  Europe/Zurich  P2DT14H   FREQ=WEEKLY;BYDAY=FR  environments"
                                + " prod; classes normal  nobody is here");
        assertThat(asked)
                .containsExactly(
                        Json.of("PUT /api/v1/freeze-windows?reason=of%202027 {'windows':[{'name':'weekend'}]}"));
        assertThat(run("freeze", "apply", directory.resolve("none.yaml").toString())
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void deletesFreezeWindow() {
        assertThat(run("freeze", "delete", "busy season", "--reason", "it ended early")
                        .out())
                .containsExactly("Freeze window \"busy season\" deleted.");
        assertThat(asked).containsExactly("DELETE /api/v1/freeze-windows/busy%20season?reason=it%20ended%20early ");
        assertThat(run("freeze", "delete", "weekend", "--json").out())
                .containsExactly(Json.of("{'name':'weekend','deleted':true}"));
    }

    @Test
    void exportsAndImportsICalendar() throws IOException {
        answer = WEEKEND;
        CliResult exported = run("freeze", "export");
        assertThat(exported.out()).contains("BEGIN:VEVENT", "RRULE:FREQ=WEEKLY;BYDAY=FR", "END:VCALENDAR");
        Path file = Files.writeString(directory.resolve("freezes.ics"), String.join("\r\n", exported.out()) + "\r\n");
        assertThat(run("freeze", "import", file.toString()).exitCode()).isZero();
        String sent = asked.getLast();
        assertThat(sent).startsWith("PATCH /api/v1/freeze-windows?reason= ");
        JsonNode windows = new JsonMapper().readTree(sent.substring(sent.indexOf('{')));
        assertThat(windows).isEqualTo(new JsonMapper().readTree(WEEKEND));
    }

    @Test
    void importReturns1ForUnsupportedEvent() throws IOException {
        Path file = Files.writeString(directory.resolve("odd.ics"), """
                BEGIN:VCALENDAR
                VERSION:2.0
                BEGIN:VEVENT
                SUMMARY:odd
                DTSTART;TZID=Middle-earth:20270101T000000
                DURATION:PT24H
                END:VEVENT
                END:VCALENDAR
                """);
        CliResult result = run("freeze", "import", file.toString(), "--dry-run");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("\"odd\" was skipped: unknown time zone \"Middle-earth\"");
        assertThat(asked).isEmpty();
    }

    @Test
    void importSkipsCancelledEventAndReturns0() throws IOException {
        Path file = Files.writeString(directory.resolve("cancelled.ics"), """
                BEGIN:VCALENDAR
                VERSION:2.0
                BEGIN:VEVENT
                SUMMARY:Release freeze
                STATUS:CANCELLED
                DTSTART:20270101T000000Z
                DURATION:PT24H
                END:VEVENT
                END:VCALENDAR
                """);
        CliResult result = run("freeze", "import", file.toString(), "--dry-run");
        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).contains("\"Release freeze\" was skipped: it is cancelled");
        assertThat(asked).isEmpty();
    }

    private CliResult run(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(
                "--token",
                "TOKEN",
                "--server",
                "http://127.0.0.1:" + server.getAddress().getPort()));
        return CliResult.of(arguments.toArray(String[]::new));
    }
}
