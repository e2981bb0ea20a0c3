// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.cli.EvenkeelCli;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Flag commands against the real server.
class FlagCommandsIT {
    private static final String FLAG = """
            {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off"}""";

    @TempDir
    private static Path folder;

    private static FlagServer server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = FlagServer.start(folder, Json.of("{'flags': {'old': %s}}", FLAG));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void createsListsAndSchedulesFlag() throws IOException {
        assertThat(createFlag("sale")).contains("added: sale");
        assertThat(runSuccessfully("flag", "list")).contains("FLAG", "sale", "ENABLED", "off", "on, off");
        assertThat(runSuccessfully("flag", "schedule", "sale", "--at", "2030-11-29T00:00:00+01:00", "--serve", "on"))
                .contains("changed: sale");
        assertThat(runSuccessfully("flag", "show", "sale")).contains("2030-11-29T00:00+01:00");
        assertThat(runSuccessfully("flag", "list")).contains("at 2030-11-29T00:00+01:00");
        await().until(() -> eval("sale", "2030-11-28T23:00:00Z").contains("value    true"));
        assertThat(eval("sale", "2030-11-28T22:59:59Z")).contains("value    false");
    }

    @Test
    void disablesAndEnablesFlag() throws IOException {
        createFlag("stock");
        assertThat(runSuccessfully("flag", "disable", "stock", "--reason", "sold out"))
                .contains("changed: stock");
        await().until(() -> eval("stock", "2030-11-28T23:00:00Z").contains("DISABLED"));
        assertThat(runSuccessfully("flag", "disable", "stock")).contains("No changes.");
        assertThat(runSuccessfully("flag", "enable", "stock")).contains("changed: stock");
        assertThat(runSuccessfully("flag", "history", "--limit", "100"))
                .contains("sold out", "a new stock", "flag files at startup");
    }

    @Test
    void comparesAndCopiesFlagsBetweenEnvironments() throws IOException {
        createFlag("shared");
        assertThat(runSuccessfully("environment", "create", "production", "--from", "default"))
                .contains("Environment production created with ", " flags.");
        assertThat(runSuccessfully("environment", "list")).contains("default", "production");
        assertThat(runSuccessfully("flag", "delete", "shared")).contains("removed: shared");
        assertThat(runSuccessfully("flag", "diff", "--with", "production")).contains("/flags/shared", "  - {");
        assertThat(runSuccessfully("flag", "copy", "shared", "--from", "production"))
                .contains("added: shared");
        assertThat(runSuccessfully("flag", "diff", "--with", "production")).contains("No differences.");
    }

    @Test
    void revertsFlag() throws IOException {
        createFlag("temporary");
        assertThat(runSuccessfully("flag", "diff", "--from", "1"))
                .contains("--- default revision 1", "/flags/temporary", "  + {");
        assertThat(runSuccessfully("flag", "revert", "1", "--flag", "temporary"))
                .contains("removed: temporary");
    }

    @Test
    void createsSdkKey() {
        assertThat(runSuccessfully("sdk-key", "create", "--environment", "default"))
                .startsWith("ek_sdk_");
    }

    @Test
    void listsSegments() {
        assertThat(runSuccessfully("segment", "list")).contains("No segments in environment default");
    }

    private static String createFlag(String key) throws IOException {
        Path file = Files.writeString(folder.resolve(key + ".json"), FLAG);
        return runSuccessfully("flag", "create", key, file.toString(), "--reason", "a new " + key);
    }

    @Test
    void appliesFlagFiles() throws IOException {
        Path yaml = Files.writeString(folder.resolve("flags.yaml"), """
                flags:
                  applied: {state: ENABLED, variants: {"on": true, "off": false}, defaultVariant: "on"}
                """);
        runSuccessfully("environment", "create", "files", "--from", "default");

        assertThat(runSuccessfully("flag", "apply", yaml.toString(), "--environment", "files", "--dry-run"))
                .contains("would be at revision", "added: applied");
        assertThat(runSuccessfully("flag", "list", "--environment", "files")).doesNotContain("applied");
        assertThat(runSuccessfully("flag", "apply", yaml.toString(), "--environment", "files"))
                .contains("added: applied");
        assertThat(runSuccessfully("flag", "apply", yaml.toString(), "--environment", "files"))
                .contains("No changes.");
        assertThat(runSuccessfully("flag", "apply", yaml.toString(), "--environment", "files", "--prune"))
                .contains("removed: old");
    }

    /// An environment in which edits require an approval.
    ///
    /// @return options that name it
    private static List<String> createProtectedEnvironment(String name) {
        List<String> environment = List.of("--environment", name);
        runSuccessfully("environment", "create", name, "--from", "default");
        runSuccessfully(withOptions(environment, "gate", "policy", "--set", "--approvals", "1", "--edits", "approved"));
        return environment;
    }

    @Test
    void appliesProtectedEditAfterProposalAndApproval() throws IOException {
        Path edit = Files.writeString(
                folder.resolve("edit.json"), Json.of("{'flags':{'old':%s}}", FLAG.replace("\"off\"}", "\"on\"}")));
        List<String> here = createProtectedEnvironment("approved");

        Run rejected = run(withOptions(here, "flag", "apply", edit.toString()));
        assertThat(rejected.exitCode()).isEqualTo(1);
        assertThat(rejected.err()).contains("other than the author", "./evenkeel proposal create");

        String created = runSuccessfully(
                withOptions(here, "proposal", "create", edit.toString(), "--on-behalf-of", "anna", "--reason", "go"));
        assertThat(created).contains("created: changes old.", "No approvals; 1 of 1 required approvals missing");
        String id = created.split(" ")[1];
        assertThat(run(withOptions(here, "proposal", "apply", id)).exitCode()).isEqualTo(1);
        assertThat(run(withOptions(here, "proposal", "approve", id, "--on-behalf-of", "anna"))
                        .err())
                .contains("cannot approve");
        assertThat(runSuccessfully(withOptions(here, "proposal", "approve", id, "--on-behalf-of", "ben")))
                .contains("Approved by ben; no further approval required");
        assertThat(runSuccessfully(withOptions(here, "proposal", "show", id)))
                .contains(Json.of("'defaultVariant':'off'"), Json.of("'defaultVariant':'on'"));
        assertThat(runSuccessfully(withOptions(here, "proposal", "apply", id)))
                .contains("Proposal " + id + " applied: old.");
        assertThat(runSuccessfully(withOptions(here, "proposal", "list"))).contains(id, "APPLIED", "1 of ");
    }

    @Test
    void disablesProtectedFlagWithoutApproval() {
        List<String> here = createProtectedEnvironment("disabled");
        assertThat(runSuccessfully(withOptions(here, "flag", "disable", "old"))).contains("changed: old");
    }

    @Test
    void overridesApprovalGateAndReviewsOverride() {
        List<String> here = createProtectedEnvironment("overridden");
        runSuccessfully(withOptions(here, "flag", "disable", "old"));
        runSuccessfully(withOptions(
                here,
                "override",
                "create",
                "old",
                "--gate",
                "approvals",
                "--class",
                "hotfix",
                "--expires-in",
                "PT1H",
                "--reason",
                "nobody is awake"));
        assertThat(runSuccessfully(withOptions(here, "flag", "enable", "old"))).contains("changed: old");
        String reviews = runSuccessfully(withOptions(here, "override", "pending-reviews"));
        assertThat(reviews).contains("pending", "nobody is awake");
        String override = reviews.lines().skip(1).findFirst().orElseThrow().split(" ")[0];
        assertThat(runSuccessfully(withOptions(
                        here,
                        "override",
                        "review",
                        override,
                        "--verdict",
                        "avoidable",
                        "--finding",
                        "ben was",
                        "--on-behalf-of",
                        "ben")))
                .contains("reviewed by ben: avoidable");
        assertThat(runSuccessfully(withOptions(here, "override", "pending-reviews")))
                .contains("No overrides to review");
    }

    private static String[] withOptions(List<String> options, String... command) {
        return Stream.concat(Stream.of(command), options.stream()).toArray(String[]::new);
    }

    @Test
    void reportsServerErrorsWithExitCodes() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.json"), FLAG.replace("ENABLED", "ON"));

        Run rejected = run("flag", "update", "old", bad.toString());

        assertThat(rejected.exitCode()).isEqualTo(1);
        assertThat(rejected.err()).contains("Nothing was changed", "/flags/old/state: unknown state ON");
        assertThat(run("flag", "disable", "nobody").exitCode()).isEqualTo(1);
        assertThat(run("flag", "update", "old", "/nowhere/x.json").exitCode()).isEqualTo(2);
        assertThat(runWith("wrong-token", server.address(), "flag", "list").exitCode())
                .isEqualTo(2);
        Run nobody = runWith(FlagServer.ADMIN_TOKEN, URI.create("http://127.0.0.1:1"), "flag", "list");
        assertThat(nobody.exitCode()).isEqualTo(3);
        assertThat(nobody.err()).contains("No response from http://127.0.0.1:1/");
    }

    @Test
    void listsStaleFlags() {
        assertThat(runSuccessfully("flag", "stale", "--all", "--days", "7"))
                .contains("FLAG", "old", "never seen", "active", "Environment default, window of 7 days: ");
        assertThat(run("flag", "stale", "--days", "0").err()).contains("Specify 1 to 3650 days");
    }

    @Test
    void uploadsCodeReferencesFromScan() throws IOException, InterruptedException {
        Path code = Files.createDirectory(folder.resolve("code"));
        Files.writeString(code.resolve("Shop.java"), "class Shop { boolean old = flags.isOn(\"old\"); }");
        Run scan = run(List.of(
                "flag",
                "references",
                code.toString(),
                "--server",
                server.address().toString(),
                "--sdk-key",
                FlagServer.SDK_KEY,
                "--json"));
        new ServerApiClient(server.address(), FlagServer.ADMIN_TOKEN)
                .put("/api/v1/code-references?repository=shop", scan.out(), null);
        assertThat(runSuccessfully("flag", "stale", "--json"))
                .contains(Json.of("'count':1,"), Json.of("'examples':['shop Shop.java:1']"));
    }

    @Test
    void recordsChangesAndReportsTheirOutcomes() {
        assertThat(runSuccessfully("change", "list", "--service", "shop"))
                .contains("No changes in this period", "change record");
        String[] release = {
            "change",
            "record",
            "shop",
            "completed",
            "--deployed-in",
            "prod",
            "--source",
            "ci",
            "--id",
            "1",
            "--title",
            "a new basket",
            "--at",
            "2026-11-02T12:00:00Z",
            "--committed-at",
            "2026-11-02T09:30:00Z"
        };
        assertThat(runSuccessfully(release)).contains("of shop in prod: COMPLETED, CLEAN: no harm found");
        assertThat(runSuccessfully(release)).as("repeated").contains("COMPLETED, CLEAN");
        assertThat(runSuccessfully(
                        "change",
                        "record",
                        "shop",
                        "rolled_back",
                        "--deployed-in",
                        "prod",
                        "--source",
                        "ci",
                        "--id",
                        "2",
                        "--at",
                        "2026-11-02T12:20:00Z"))
                .contains("FAILED: rolled back at 2026-11-02T12:20:00Z");

        List<String> period =
                List.of("--service", "shop", "--from", "2026-11-01T00:00:00Z", "--to", "2026-11-15T00:00:00Z");
        assertThat(runSuccessfully(withOptions(period, "change", "list")))
                .contains("CODE", "2026-11-02 12:00:00Z", "FAILED", "a new basket");
        assertThat(runSuccessfully(withOptions(period, "change", "dora")))
                .contains("1, 0.5 per week", "p50 2 h 30 min", "1 of 1: 100%", "p50 20 min");
        String id = runSuccessfully(withOptions(period, "change", "list", "--json"))
                .replaceFirst("(?s).*?(ch-[0-9a-f]+).*", "$1");
        assertThat(runSuccessfully("change", "outcome", id.strip(), "CLEAN", "--reason", "a drill"))
                .contains("COMPLETED, CLEAN: a drill");
        assertThat(run("change", "outcome", "ch-0", "CLEAN", "--reason", "x").err())
                .contains("Change ch-0 does not exist");
    }

    @Test
    void printsFlagAsJson() {
        assertThat(runSuccessfully("flag", "show", "old", "--json")).contains(Json.of("'key':'old'"));
    }

    private static String eval(String flag, String at) {
        return run(List.of(
                        "flag",
                        "eval",
                        flag,
                        "--server",
                        server.address().toString(),
                        "--sdk-key",
                        FlagServer.SDK_KEY,
                        "--at",
                        at))
                .out();
    }

    private static String runSuccessfully(String... arguments) {
        Run run = run(arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }

    private static Run run(String... arguments) {
        return runWith(FlagServer.ADMIN_TOKEN, server.address(), arguments);
    }

    private static Run runWith(String token, URI where, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--server", where.toString(), "--token", token));
        return run(all);
    }

    private static Run run(List<String> arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = EvenkeelCli.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        return new Run(exitCode, out.toString(), err.toString());
    }

    private record Run(int exitCode, String out, String err) {}
}
