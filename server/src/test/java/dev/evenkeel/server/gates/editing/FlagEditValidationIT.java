// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.flags.flag.FlagService;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Edits that flagd accepts but authors do not intend: unknown variants and fields without effect.
final class FlagEditValidationIT {
    private static final String FLAG = """
            {"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"on"%s}""";
    private static final String UNKNOWN_VARIANT = FLAG.formatted("""
            ,"targeting":{"if":[{"==":[{"var":"country"},"CH"]},"onn","off"]}""");
    private static final String UNKNOWN_FIELD = FLAG.formatted("""
            ,"targetting":{"if":[{"==":[{"var":"country"},"CH"]},"on","off"]}""");

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void rejectsTargetingWithUnknownVariant() {
        environment("variants", FLAG.formatted(""));
        JsonNode problem = readJson(server.put(path("variants", "/flags/a"), UNKNOWN_VARIANT), 422)
                .path("problems")
                .path(0);
        assertThat(problem.path("pointer").asString()).isEqualTo("/flags/a/targeting/if/1");
        assertThat(problem.path("message").asString()).isEqualTo("flag \"a\" has no variant \"onn\"");
        assertThat(problem.path("remedy").asString()).isEqualTo("use one of [on, off]");
        readJson(server.put(path("variants", "/flags"), Json.of("{'flags':{'a':%s}}", UNKNOWN_VARIANT)), 422);
        assertThat(readJson(server.post(path("variants", "/flags/a/scheduled-changes"), """
                        {"at":"2126-01-01T00:00:00Z","targeting":{"fractional":[["on",1],["of",1]]}}"""), 422)
                        .at("/problems/0/pointer")
                        .asString())
                .isEqualTo("/flags/a/schedule/0/targeting/fractional/1/0");
        assertThat(readJson(applyManifest("variants", "Flag", UNKNOWN_VARIANT), 422)
                        .at("/problems/0/pointer")
                        .asString())
                .isEqualTo("/objects/0/spec/targeting/if/1");
        assertThat(readJson(server.get(path("variants", "/flags")), 200)
                        .at("/flags/a/targeting")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void allowsOtherEditsWhenStoredFlagHasUnknownVariant() {
        server.bean(FlagService.class)
                .replaceDefinition(
                        "borne",
                        Json.of("{'flags':{'a':%s,'b':%s}}", UNKNOWN_VARIANT, FLAG.formatted("")),
                        null,
                        "server",
                        "files");
        readJson(server.put(path("borne", "/flags/b"), FLAG.formatted(Json.of(",'metadata':{'owner':'web'}"))), 200);
        readJson(server.post(path("borne", "/flags/a/disable"), ""), 200);
        readJson(server.put(path("borne", "/flags/b"), UNKNOWN_VARIANT), 422);
    }

    @Test
    void warnsAboutUnknownFields() {
        environment("fields", FLAG.formatted(""));
        JsonNode preview = readJson(patchFlags("fields", "?dryRun=true"), 200);
        assertThat(preview.at("/warnings/0/pointer").asString()).isEqualTo("/flags/a/targetting");
        JsonNode saved = readJson(patchFlags("fields", ""), 200);
        assertThat(saved.path("warnings").size()).isEqualTo(1);
        assertThat(saved.at("/warnings/0/message").asString()).isEqualTo("unknown field \"targetting\" has no effect");
        assertThat(saved.at("/warnings/0/remedy").asString()).contains("targeting");
        assertThat(readJson(patchFlags("fields", ""), 200).path("warnings").size())
                .isEqualTo(1);
        assertThat(readJson(server.put(path("fields", "/flags/b"), FLAG.formatted("")), 200)
                        .has("warnings"))
                .isFalse();
        assertThat(readJson(applyManifest("fields", "Flag", UNKNOWN_FIELD.replace("CH", "FR")), 200)
                        .at("/warnings/0/pointer")
                        .asString())
                .isEqualTo("/objects/0/spec/targetting");
    }

    @Test
    void reportsWarningsAndErrorsInEditPreview() {
        environment("console", FLAG.formatted(""));
        FlagEditValidator checks = server.bean(FlagEditValidator.class);
        FlagEditValidationResult found = checks.validate("console", "a", UNKNOWN_FIELD, 1);
        assertThat(found.verdict()).isEqualTo(FlagEditValidationResult.Verdict.SAVE);
        assertThat(found.warnings())
                .singleElement()
                .satisfies(one -> assertThat(one.pointer()).isEqualTo("/targetting"));
        FlagEditValidationResult rejected = checks.validate("console", "a", UNKNOWN_VARIANT, 1);
        assertThat(rejected.verdict()).isEqualTo(FlagEditValidationResult.Verdict.REFUSED);
        assertThat(rejected.problems())
                .singleElement()
                .satisfies(one -> assertThat(one.pointer()).isEqualTo("/targeting/if/1"));
    }

    @Test
    void doesNotWarnAboutFieldsOfFlagd() {
        JsonNode saved = readJson(server.put(path("known", "/flags"), """
                {"$schema":"https://flagd.dev/schema/v0/flags.json","metadata":{"team":"web"},
                 "$evaluators":{"swiss":{"==":[{"var":"country"},"CH"]}},
                 "flags":{"a":{"state":"ENABLED","variants":{"on":1,"off":2},"defaultVariant":"off","metadata":{"x":1},
                  "targeting":{"if":[{"$ref":"swiss"},"on"]}}}}"""), 200);
        assertThat(saved.has("warnings")).isFalse();
    }

    private static HttpResponse<String> patchFlags(String environment, String query) {
        return server.send(server.asAdmin(path(environment, "/flags") + query)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(Json.of("{'flags':{'a':%s}}", UNKNOWN_FIELD))));
    }

    private static HttpResponse<String> applyManifest(String environment, String kind, String spec) {
        return server.post("/api/v1/manifests", """
                {"set":"%1$s","objects":[{"apiVersion":"evenkeel.dev/v1","kind":"%2$s",
                 "metadata":{"name":"a","environment":"%1$s"},"spec":%3$s}]}""".formatted(environment, kind, spec));
    }

    private static void environment(String name, String flag) {
        readJson(server.put(path(name, "/flags"), Json.of("{'flags':{'a':%s}}", flag)), 200);
    }

    private static String path(String environment, String rest) {
        return "/api/v1/environments/" + environment + rest;
    }

    private static JsonNode readJson(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return TestServer.json(response);
    }
}
