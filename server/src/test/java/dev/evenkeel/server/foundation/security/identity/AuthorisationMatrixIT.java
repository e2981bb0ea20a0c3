// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.security.access.AccessRole;
import dev.evenkeel.server.foundation.security.access.GrantedRights;
import dev.evenkeel.server.foundation.security.access.SdkKeyRepository;
import dev.evenkeel.server.foundation.security.access.ServiceScopedRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Every request of spec/permissions.md with every role and with invalid credentials. Checks that access matches the
/// reference and that the reference lists every request.
final class AuthorisationMatrixIT {
    private static final String FLAG =
            Json.of("{'state':'ENABLED','variants':{'on':true,'off':false},'defaultVariant':'off'}");
    private static TestServer server;
    private static TestUsers team;
    /// Tokens by the role of their users.
    private static final Map<String, String> TOKENS = new LinkedHashMap<>();

    @BeforeAll
    static void start() {
        server = TestServer.start();
        team = new TestUsers(server);
        createFlags();
        createService("payments", "checkout");
        createService("shop", "cart");
        for (AccessRole role : AccessRole.values()) {
            join(role.text());
            join(role.text() + "@payments");
            join(role.text() + "@shop");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /* Requests of other tests delete flags. */
    private static void createFlags() {
        server.put("/api/v1/environments/default/flags", Json.of("{'flags':{'checkout':%s,'cart':%s}}", FLAG, FLAG));
    }

    private static void createService(String service, String flag) {
        server.put("/api/v1/services/" + service, """
                {"owner":"team-%s","flags":[{"environment":"default","flag":"%s"}]}
                """.formatted(service, flag));
    }

    private static void join(String role) {
        TOKENS.put(role, team.token(team.createUserAndSignIn(role.replace('@', '.') + ".person", role), role));
    }

    @Test
    void permissionsReferenceListsExactlyTheServedEndpoints() {
        assertThat(PermissionEntry.readReference())
                .containsExactlyInAnyOrderElementsOf(PermissionEntry.fromHandlers(server));
    }

    @Test
    void everyRoleHasExactlyTheReferencedPermissions() {
        List<String> wrong = new ArrayList<>();
        for (PermissionEntry request : PermissionEntry.readReference()) {
            TOKENS.forEach((role, token) -> {
                if (request.requiresRight()) {
                    Optional<Boolean> allowed =
                            allowed(request, ServiceScopedRole.parse(role).orElseThrow());
                    int status = status(request, "Bearer " + token);
                    boolean refused = status == 403;
                    if (status == 401
                            || status >= 500
                            || allowed.filter(may -> may == refused).isPresent()) {
                        wrong.add(request + " as " + role + ": " + status);
                    }
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    /* What the reference comes to for one role; empty where it depends on what is in the body, or on something that is
     * not there. */
    private static Optional<Boolean> allowed(PermissionEntry request, ServiceScopedRole grant) {
        if (request.scope().equals(PermissionEntry.ADMIN_TOKEN)) {
            return Optional.of(false);
        }
        boolean held = request.rights().stream().anyMatch(grant.role().rights()::contains);
        if (!held
                || grant.service().equals(GrantedRights.EVERYWHERE)
                || request.scope().equals(PermissionEntry.ANY)) {
            return Optional.of(held);
        }
        if (request.scope().equals(PermissionEntry.PATH) && request.isOfPayments()) {
            return Optional.of(grant.service().equals("payments"));
        }
        return request.scope().equals(PermissionEntry.ALL) ? Optional.of(false) : Optional.empty();
    }

    private static Stream<RoleRequest> changesOfOneService() {
        String slo = """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: %1$s-availability}
                spec:
                  service: %1$s
                  indicator:
                    metadata: {name: success}
                    spec:
                      ratioMetric:
                        counter: true
                        good: {metricSource: {type: evenkeel, spec: {flag: %2$s}}}
                        total: {metricSource: {type: evenkeel, spec: {flag: %2$s}}}
                  timeWindow: [{duration: 30d, isRolling: true}]
                  budgetingMethod: Occurrences
                  objectives: [{displayName: availability, target: 0.999}]
                """;
        String change = """
                {"source":"ci","externalId":"%1$s-1","service":"%1$s","environment":"default","state":"STARTED",
                 "at":"2026-11-01T10:00:00Z"}
                """;
        return Stream.of(
                new RoleRequest(
                        "author",
                        "PATCH",
                        "/api/v1/environments/default/flags",
                        Json.of("{'flags':{'%%2$s':%s}}", FLAG)),
                new RoleRequest("author", "POST", "/api/v1/environments/default/rollouts", Json.of("{'flag':'%2$s'}")),
                new RoleRequest(
                        "author", "POST", "/api/v1/environments/default/experiments", Json.of("{'flag':'%2$s'}")),
                new RoleRequest(
                        "author", "POST", "/api/v1/environments/default/assessments", Json.of("{'flag':'%2$s'}")),
                new RoleRequest(
                        "author",
                        "POST",
                        "/api/v1/environments/default/revert",
                        Json.of("{'revision':1,'flag':'%2$s'}")),
                new RoleRequest("author", "POST", "/api/v1/changes", change),
                new RoleRequest("author", "PATCH", "/api/v1/slos", slo),
                new RoleRequest(
                        "approver", "POST", "/api/v1/environments/default/approvals", Json.of("{'flag':'%2$s'}")),
                new RoleRequest(
                        "author",
                        "POST",
                        "/api/v1/environments/default/proposals",
                        Json.of("{'reason':'x','patch':{'flags':{'%%2$s':%s}}}", FLAG)),
                new RoleRequest(
                        "operator",
                        "POST",
                        "/api/v1/environments/default/releases/resume",
                        Json.of("{'service':'%1$s','reason':'x'}")));
    }

    @ParameterizedTest
    @MethodSource("changesOfOneService")
    void serviceScopedRoleAllowsOnlyChangesOfThatService(RoleRequest attempt) {
        createFlags();
        assertThat(attempt.status("payments", "payments", "checkout"))
                .as("%s of its own", attempt)
                .isNotEqualTo(403);
        assertThat(attempt.status("payments", "shop", "cart"))
                .as("%s of another", attempt)
                .isEqualTo(403);
    }

    @Test
    void serviceScopedRoleCannotRevertAllFlagsOrEditSegments() {
        RoleRequest all =
                new RoleRequest("author", "POST", "/api/v1/environments/default/revert", Json.of("{'revision':1}"));
        assertThat(all.status("payments", "", "")).as("all flags at once").isEqualTo(403);
        String segments = Json.of("{'$evaluators':{'x':true}}");
        RoleRequest shared = new RoleRequest("author", "PATCH", "/api/v1/environments/default/flags", segments);
        assertThat(shared.status("payments", "", "")).as("what flags share").isEqualTo(403);
    }

    @Test
    void serviceAdminCannotAssignFlagsToService() {
        createFlags();
        createService("payments", "checkout");
        server.put("/api/v1/environments/default/flags/free", FLAG);
        String claim = """
                {"owner":"mine","flags":[{"environment":"default","flag":"checkout"},
                                         {"environment":"default","flag":"%s"}]}""";
        for (String flag : List.of("free", "cart", "not-there-yet")) {
            RoleRequest claiming = new RoleRequest("admin", "PUT", "/api/v1/services/payments", claim.formatted(flag));
            assertThat(claiming.status("payments", "", "")).as(flag).isEqualTo(403);
        }
        assertThat(server.get("/api/v1/services/payments").body()).doesNotContain("mine", "free");
        String same = Json.of("{'owner':'mine','flags':[{'environment':'default','flag':'checkout'}]}");
        RoleRequest rest = new RoleRequest("admin", "PUT", "/api/v1/services/payments", same);
        assertThat(rest.status("payments", "", "")).as("all else of its own").isEqualTo(200);
        assertThat(asRole("admin", "PUT", "/api/v1/services/payments", claim.formatted("free"))
                        .statusCode())
                .as("who administers all")
                .isEqualTo(200);
        createService("payments", "checkout");
    }

    @Test
    void serviceScopedRoleCannotReportChangesOfAnotherService() {
        String change = """
                {"source":"%s","externalId":"%s","service":"%s","environment":"default","state":"%s",
                 "at":"2026-11-01T10:00:00Z"%s}""";
        String shop = TestServer.json(
                        server.post("/api/v1/changes", change.formatted("ci", "s-1", "shop", "COMPLETED", "")))
                .path("id")
                .asString();
        String repair = change.formatted("ci", "p-1", "payments", "COMPLETED", Json.of(",'fixes':'%s'", shop));
        assertThat(asRole("author@payments", "POST", "/api/v1/changes", repair).statusCode())
                .isEqualTo(403);
        assertThat(asRole("author@payments", "POST", "/api/v1/changes/import", Json.of("{'changes':[%s]}", repair))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.get("/api/v1/changes/" + shop).body()).doesNotContain("FAILED");
        assertThat(asRole("author", "POST", "/api/v1/changes", repair).statusCode())
                .isEqualTo(200);
        assertThat(server.get("/api/v1/changes/" + shop).body()).contains("FAILED");

        String running = TestServer.json(
                        server.post("/api/v1/changes", change.formatted("ci", "s-2", "shop", "STARTED", "")))
                .path("id")
                .asString();
        String end = change.formatted("ci", "s-2", "payments", "ABORTED", "");
        assertThat(asRole("author@payments", "POST", "/api/v1/changes", end).statusCode())
                .as("another service beside the origin of shop's change")
                .isEqualTo(403);
        assertThat(server.get("/api/v1/changes/" + running).body()).contains("RUNNING");
    }

    @Test
    void serviceScopedRoleCannotApplyManifestsOfAnotherService() {
        createFlags();
        String files = """
                {"set":"%s","takeOver":%s,"objects":[{"apiVersion":"evenkeel.dev/v1","kind":"Flag",
                 "metadata":{"name":"%s","environment":"default"},"spec":%s}]}""";
        String manifests = "/api/v1/manifests";
        server.post(manifests, files.formatted("shop-files", false, "cart", FLAG));
        assertThat(asRole("author@payments", "POST", manifests, files.formatted("mine", true, "cart", FLAG))
                        .statusCode())
                .as("what another set has, unchanged")
                .isEqualTo(403);
        assertThat(server.get(manifests + "/drift").body())
                .contains("shop-files")
                .doesNotContain("mine");
        assertThat(asRole("author@shop", "POST", manifests, files.formatted("theirs", false, "checkout", FLAG))
                        .statusCode())
                .as("what no set has, unchanged")
                .isEqualTo(403);
        assertThat(asRole("author@payments", "POST", manifests, files.formatted("mine", false, "checkout", FLAG))
                        .statusCode())
                .as("its own")
                .isEqualTo(200);
        assertThat(asRole("author@shop", "POST", manifests, files.formatted("shop-files", false, "cart", FLAG))
                        .statusCode())
                .as("again, by whoever may change it")
                .isEqualTo(200);
        server.put("/api/v1/environments/default/flags/cart", FLAG.replace("\"off\"}", "\"on\"}"));
        assertThat(asRole(
                                "author@payments",
                                "POST",
                                manifests,
                                files.formatted("shop-files", false, "cart", FLAG.replace("\"off\"}", "\"on\"}")))
                        .statusCode())
                .as("a change by hand that the files would say now")
                .isEqualTo(403);
    }

    private static HttpResponse<String> asRole(String role, String method, String path, String body) {
        return server.send(team.requestWithToken(String.valueOf(TOKENS.get(role)), path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    /// A request by a user with a role.
    ///
    /// @param body request body with format specifiers for a service and a flag
    record RoleRequest(String role, String method, String path, String body) {
        int status(String heldFor, String service, String flag) {
            String sent = body.contains("%") ? body.formatted(service, flag) : body;
            return server.send(team.requestWithToken(String.valueOf(TOKENS.get(role + "@" + heldFor)), path)
                            .header("Content-Type", sent.startsWith("api") ? "application/yaml" : "application/json")
                            .method(method, BodyPublishers.ofString(sent)))
                    .statusCode();
        }
    }

    @Test
    void returns401ForMissingExpiredOrRevokedCredentials() {
        Map<String, String> nobody = invalidCredentials();
        List<String> wrong = new ArrayList<>();
        for (PermissionEntry request : PermissionEntry.readReference()) {
            nobody.forEach((name, authorization) -> {
                int status = status(request, authorization);
                if (status != 401) {
                    wrong.add(request + " with " + name + ": " + status);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    private static Map<String, String> invalidCredentials() {
        String ended = team.token(team.createUserAndSignIn("ended.token", "admin"), "admin");
        assertThat(TestServer.json(server.get("/api/v1/tokens")).size()).isPositive();
        JdbcClient jdbc = server.bean(JdbcClient.class);
        jdbc.sql(
                        "UPDATE api_token SET revoked_at = now() WHERE user_id = (SELECT id FROM user_account WHERE name = 'ended.token')")
                .update();
        String expired = team.token(team.createUserAndSignIn("expired.token", "admin"), "admin");
        jdbc.sql("""
                UPDATE api_token SET expires_at = now() - interval '1 second'
                WHERE user_id = (SELECT id FROM user_account WHERE name = 'expired.token')
                """).update();
        String gone = team.token(team.createUserAndSignIn("gone", "admin"), "admin");
        assertThat(server.post("/api/v1/users/gone/disable", "").statusCode()).isEqualTo(200);
        Map<String, String> nobody = new LinkedHashMap<>();
        nobody.put("no key", "");
        nobody.put("a wrong token", "Bearer ek_api_" + "0".repeat(64));
        nobody.put("a token that was taken back", "Bearer " + ended);
        nobody.put("a token past its end", "Bearer " + expired);
        nobody.put("the token of somebody who has ended", "Bearer " + gone);
        nobody.put("an SDK key that was taken back", "Bearer " + revokedKey());
        nobody.put("an SDK key past its end", "Bearer " + expiredKey());
        return nobody;
    }

    private static String revokedKey() {
        var made = TestServer.json(server.post("/api/v1/environments/default/sdk-keys", Json.of("{'name':'ended'}")));
        String path = "/api/v1/environments/default/sdk-keys/"
                + made.path("info").path("id").asString();
        assertThat(server.send(server.asAdmin(path).DELETE()).statusCode()).isEqualTo(204);
        return made.path("sdkKey").asString();
    }

    private static String expiredKey() {
        var made = TestServer.json(server.post(
                "/api/v1/environments/default/sdk-keys",
                Json.of("{'expiresAt':'%s'}", Instant.now().plusSeconds(3600))));
        server.bean(JdbcClient.class)
                .sql("UPDATE sdk_key SET expires_at = now() - interval '1 second' WHERE id = ?")
                .param(made.path("info").path("id").asString())
                .update();
        server.bean(SdkKeyRepository.class).refresh();
        return made.path("sdkKey").asString();
    }

    @Test
    void sdkKeyAccessesOnlySdkEndpoints() {
        List<String> wrong = new ArrayList<>();
        for (PermissionEntry request : PermissionEntry.readReference()) {
            int status = status(request, "Bearer " + TestServer.SDK_KEY);
            if (request.requiresRight() != (status == 401) && !request.isIntegration()) {
                wrong.add(request + ": " + status);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void sdkKeyAccessesOnlyItsOwnEnvironment() {
        createFlags();
        server.post("/api/v1/environments", Json.of("{'name':'staging'}"));
        String key = TestServer.json(server.post("/api/v1/environments/staging/sdk-keys", "{}"))
                .path("sdkKey")
                .asString();
        String flags = server.send(server.request("/sdk/v1/flags").header("Authorization", "Bearer " + key))
                .body();
        assertThat(flags).doesNotContain("checkout");
        await().untilAsserted(() ->
                assertThat(server.send(server.asSdk("/sdk/v1/flags")).body()).contains("checkout"));
        String asked = "/integrations/argo-rollouts/checkout?environment=default";
        assertThat(server.send(server.request(asked).header("Authorization", "Bearer " + key))
                        .statusCode())
                .isEqualTo(403);
    }

    private static int status(PermissionEntry request, String authorization) {
        var builder = server.request(request.path()).header("Content-Type", "application/json");
        if (!authorization.isEmpty()) {
            builder.header("Authorization", authorization);
        }
        boolean bodiless = Set.of("GET", "DELETE").contains(request.method());
        builder.method(request.method(), bodiless ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
        /* The body of a stream never ends. */
        HttpResponse<InputStream> answer = server.send(builder, BodyHandlers.ofInputStream());
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer.statusCode();
    }
}
