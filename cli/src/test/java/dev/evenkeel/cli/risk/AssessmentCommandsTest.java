// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.AssessmentApi.RequiredAssessmentPolicyResponse;
import dev.evenkeel.api.AssessmentApi.RiskCaseSummary;
import dev.evenkeel.api.ReportApi.MadrResponse;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.files.adr.MadrFolder;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class AssessmentCommandsTest {
    private static final String ASSESSMENT = """
            {"id":"ra-1","environment":"default","flag":"core","name":"move the core","createdAt":"2026-11-26T10:00:00Z",
             "validUntil":"2027-02-24T10:00:00Z","author":"lea",
             "decision":{"course":"stabilise first","at":"2026-11-27T10:00:00Z","decidedBy":"vera","consulted":["tom"],
                         "dissent":"tom: six weeks","reason":"a tenth"},
             "completedWork":[{"item":"cut","at":"2026-12-01T10:00:00Z","weeks":1.5,"person":"lea","evidence":"a drill"}],
             "caseText":"name: move the core\\n","history":null,"files":{},
             "result":{"model":"courses-1","dataHash":"ab","currency":"EUR","name":"move the core","asOf":"2026-11-26",
               "weeks":26,"draws":1000,"seed":1,"decides":false,"best":"stabilise first","hangsOn":["share lost"],
               "perfectInformation":0,"courses":[COURSES],"workItems":["cut","repeats"],"swings":[]}}""".replace("COURSES", course("now", true, 0.1, 812_345.6, ""));

    private static final MadrResponse MADR = new MadrResponse(
            "0001-move",
            "Move the core: now",
            "accepted",
            "---\nstatus: accepted\nassessment: ra-1\n---\n\n# Move the core: now\n");
    private static final String POLICY = "/api/v1/environments/default/risk-policy";

    private static String course(String name, boolean migrates, double cheapest, double total, String commitments) {
        return """
                {"name":"%s","start":"2026-11-30","migrates":%s,"phased":false,"work":[],
                 "atMeans":{"chance":0.4,"loss":1,"expectedLoss":0.4,"errors":0,"delay":0,"labour":0,"missed":0,
                            "total":0.4,"doneAfterWeeks":1},
                 "chance":{"middle":0.4,"low":0.2,"high":0.6},"lossIfMajor":{"middle":1,"low":0,"high":2},
                 "total":{"middle":%s,"low":0,"high":1000000},"totalStandardError":1,"cheapest":%s,"landsInFreeze":0,
                 "commitments":[%s],"exceedance":[]}""".formatted(name, migrates, total, cheapest, commitments);
    }

    @RegisterExtension
    private final StubServer server = new StubServer();

    @BeforeEach
    void respondWithAssessment() {
        server.respond(ASSESSMENT);
        server.on("GET", "/api/v1/assessments").respond("[" + ASSESSMENT + "]");
    }

    private CliResult run(String... arguments) {
        return server.run(
                Stream.concat(Stream.of("assessment"), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void showsResultDecisionAndCompletedWork() {
        CliResult result = run("show", "ra-1");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .containsExactly(
                        "ra-1: move the core (flag core), created by lea at 2026-11-26T10:00:00Z, expires at"
                                + " 2027-02-24T10:00:00Z",
                        "",
                        "COURSE  START       MAJOR INCIDENT    TOTAL        CHEAPEST",
                        "now     2026-11-30  40% (20% to 60%)  EUR 810,000  10%",
                        "The data is not decisive; the result depends on share lost.",
                        "Decision: \"stabilise first\", by vera at 2026-11-27T10:00:00Z. Reason: a tenth. Consulted:"
                                + " tom. Dissent: tom: six weeks",
                        "Completed work: \"cut\" (1.5 weeks); remaining: \"repeats\".",
                        "Model courses-1, seed 1, 1000 draws, data ab");
    }

    @Test
    void showsChanceOfMeetingCommitments() {
        String promised = ASSESSMENT.replace(
                course("now", true, 0.1, 812_345.6, ""),
                course("now", true, 0.1, 812_345.6, """
                        {"name":"report","date":"2027-01-31","to":"the board","met":0.8524,"metStandardError":0.01,
                         "missCost":34567.8},
                        {"name":"word","date":"2027-03-01","to":null,"met":0.97,"metStandardError":0.01}""") + "," + course("do not", false, 0.9, 300_000, """
                                {"name":"report","date":"2027-01-31","to":"the board","met":0,"metStandardError":0,
                                 "missCost":360000},
                                {"name":"word","date":"2027-03-01","to":null,"met":0,"metStandardError":0}"""));
        server.respond(promised);
        assertThat(run("show", "ra-1").out())
                .containsSubsequence(
                        "Chance of meeting each promised date, and expected cost of missing it",
                        "COURSE  report, 2027-01-31  word, 2027-03-01",
                        "now     85%, 35,000         97%",
                        "do not  never, 360,000      never");
    }

    @Test
    void printsOriginalCaseText() {
        assertThat(run("show", "ra-1", "--case").out()).containsExactly("name: move the core");
    }

    @Test
    void listsAssessmentsOfFlag() {
        assertThat(run("list", "--flag", "core").out())
                .containsExactly(
                        "ID    CREATED               FLAG  CASE           LOWEST COST      CONCLUSIVE  DECISION",
                        "ra-1  2026-11-26T10:00:00Z  core  move the core  stabilise first  no          stabilise first"
                                + " (vera)");
        assertThat(server.requests())
                .containsExactly("GET /api/v1/assessments?environment=default&flag=core&limit=100");
    }

    @Test
    void recordsDecision() {
        assertThat(run("decide", "ra-1", "--course", "stabilise first", "--reason", "a tenth", "--consulted", "tom")
                        .out())
                .first()
                .asString()
                .startsWith("Decision: \"stabilise first\", by vera at ");
        assertThat(server.requests()).containsExactly(Json.of("""
                        POST /api/v1/assessments/ra-1/decision {'course':'stabilise first','consulted':['tom'],\
                        'dissent':'','reason':'a tenth'}"""));
    }

    @Test
    void recordsCompletedWork() {
        assertThat(run("complete-work", "ra-1", "cut", "--weeks", "1.5", "--evidence", "a drill")
                        .out())
                .containsExactly("Completed work: \"cut\" (1.5 weeks); remaining: \"repeats\".");
        assertThat(server.requests())
                .containsExactly(
                        Json.of(
                                "POST /api/v1/assessments/ra-1/completed-work {'item':'cut','weeks':1.5,'evidence':'a drill'}"));
    }

    @Test
    void createsAssessmentWithReferencedFiles(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("case.yaml"), "name: x\nmoney: {revenue: {file: hours.csv}}\n");
        Files.writeString(folder.resolve("hours.csv"), "hour,revenue\n");
        assertThat(run("create", file.toString(), "--flag", "core", "--own-history")
                        .exitCode())
                .isZero();
        assertThat(server.requests())
                .singleElement()
                .asString()
                .startsWith("POST /api/v1/environments/default/assessments {")
                .contains(
                        Json.of("'flag':'core'"),
                        Json.of("'case':'name: x"),
                        Json.of("'ownHistory':true"),
                        "\"files\":{\"hours.csv\":\"hour,revenue\\n\"}")
                .doesNotContain("null");
    }

    @Test
    void createsAssessmentFromStoredCase() {
        assertThat(run("create", "--case", "move-the-core", "--flag", "core").exitCode())
                .isZero();
        assertThat(server.requests()).containsExactly(Json.of("""
                        POST /api/v1/environments/default/assessments \
                        {'flag':'core','caseName':'move-the-core','ownHistory':false}"""));
    }

    @Test
    void createRequiresFileOrCase() {
        assertThat(run("create", "--flag", "core").exitCode()).isEqualTo(2);
    }

    @Test
    void listsStoredRiskCases() {
        server.respond(List.of(new RiskCaseSummary("move-the-core", "move the core", LocalDate.parse("2026-11-26"))));
        assertThat(server.run("risk", "cases").out())
                .containsExactly("NAME           AS OF       TITLE", "move-the-core  2026-11-26  move the core");
    }

    @Test
    void explainsHowToCreateRiskCases() {
        server.respond(List.of());
        assertThat(server.run("risk", "cases").out())
                .containsExactly("No risk cases. To create one, apply a manifest of kind RiskCase:"
                        + " ./evenkeel apply -f FILE");
    }

    @Test
    void printsDecisionRecord() {
        server.respond(MADR);
        assertThat(run("export", "ra-1").out())
                .containsExactly("---", "status: accepted", "assessment: ra-1", "---", "", "# Move the core: now");
    }

    @Test
    void writesDecisionRecordUnderNextNumber(@TempDir Path folder) throws IOException {
        server.respond(MADR);
        Files.writeString(folder.resolve("0012-use-quarkus.md"), "# Use Quarkus\n");
        assertThat(run("export", "ra-1", "--folder", folder.toString(), "--informed", "the board,ben")
                        .out())
                .containsExactly(folder.resolve("0013-move-the-core-now.md") + " written.");
        MadrFolder.FolderContents found = MadrFolder.read(folder);
        assertThat(found.errors()).isEmpty();
        assertThat(found.texts()).containsOnlyKeys("0012-use-quarkus", "0013-move-the-core-now");
        assertThat(server.lastRequest())
                .isEqualTo("GET /api/v1/assessments/ra-1/decision-record?informed=the%20board&informed=ben");
    }

    @Test
    void leavesUnchangedDecisionRecord(@TempDir Path folder) {
        server.respond(MADR);
        run("export", "ra-1", "--folder", folder.toString());
        assertThat(run("export", "ra-1", "--folder", folder.toString()).out())
                .singleElement()
                .asString()
                .endsWith("-move-the-core-now.md is unchanged.");
    }

    @Test
    void rejectsFileAsFolder(@TempDir Path folder) throws IOException {
        server.respond(MADR);
        Path file = Files.writeString(folder.resolve("file"), "");
        CliResult result = run("export", "ra-1", "--folder", file.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--folder: cannot write to " + file);
    }

    @Test
    void showsRiskPolicy() {
        server.on("GET", POLICY).respond(new RequiredAssessmentPolicyResponse(List.of("migration")));
        assertThat(run("policy").out())
                .containsExactly("Change classes that require a risk assessment in default: migration");
    }

    @Test
    void updatesRiskPolicy() {
        server.on("PUT", POLICY).respond(new RequiredAssessmentPolicyResponse(List.of("migration")));
        assertThat(run("policy", "--required-for", "migration", "--reason", "r").exitCode())
                .isZero();
        assertThat(server.lastRequest())
                .isEqualTo(Json.of("PUT " + POLICY + " {'requiredFor':['migration'],'reason':'r'}"));
    }
}
