// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.apicontract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.security.identity.TestUsers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Malformed requests without credentials and with a viewer's, to every path: none causes a server error, and
/// together they write few lines to the log.
final class UnprivilegedRequestFuzzIT {
    private static final Pattern OPEN = Pattern.compile("/(health|login|logout|error|docs|assets|favicon).*");
    private static final int EVERY = 4;
    private static final int FEW = 20;
    private static final List<String> QUERIES = List.of(
            "%",
            "a=%zz",
            "%zz=a",
            "to=%C3%28",
            "token=%",
            "once=%00",
            "a=%ff&a&=&&==",
            "q=%F0%9F%98%80&name%5B0%5D=x",
            period("%2B999999999-12-31T23:59:59Z"),
            period("-999999999-01-01T00:00:00Z"),
            period("%2B1000000000-12-31T23:59:59Z"),
            period("%2B300000-01-01T00:00:00Z"),
            period("%2B999999999-12-31"),
            period("-999999999-01-01"),
            period("x"),
            "days=99999999999999999999&limit=-1&page=x&number=x&revision=x&draws=x&minutes=x&hours=x&quarters=x",
            "days=2147483647&limit=0&page=999999&minutes=2147483647&hours=2147483647&quarters=2147483647",
            "days=-2147483648&limit=2147483647&minutes=-1&hours=-1&quarters=-1&workInProgress=-1",
            "a=1&".repeat(1_500));
    private static final List<String> HEADERS = List.of(
            "Content-Type: nonsense",
            "Content-Type: */*",
            "Content-Type: ;",
            "Content-Type: application/x-www-form-urlencoded;charset=nonsense",
            "Content-Type: application/json;charset=utf-77",
            "Content-Type: multipart/form-data",
            "Content-Type: text/plain;boundary=\"",
            "Accept: nonsense",
            "Accept: ,;q=x",
            "Accept: application/xml",
            "Accept-Language: %%%;q=9",
            "Accept-Encoding: \u0001",
            "Cookie: evenkeel_session",
            "Cookie: evenkeel_session=\"; =;;=,",
            "Authorization: Basic ***",
            "Authorization: Basic",
            "Authorization: Bearer",
            "Authorization: Digest x",
            "X-API-Key: \u00ff",
            "If-None-Match: W/\",,",
            "If-Match: \"x",
            "If-Modified-Since: yesterday",
            "Range: bytes=9-1,x",
            "Last-Event-ID: x",
            "Origin: ::",
            "Sec-Fetch-Site: \u00ff",
            "X-Forwarded-For: x, y",
            "X-Forwarded-Proto: gopher",
            "X-Forwarded-Port: 999999",
            "X-Forwarded-Host: a:b:c",
            "Evenkeel-Revision-Token: 1-1-x",
            "Expect: nonsense",
            "Upgrade: nonsense");
    private static final List<String> BODIES = List.of(
            "name=%",
            "name=%zz&password=%C3%28",
            "name[0]=x&name.y=z&token.class=x&to[x][y]=z",
            "token[=x&to]=y&name[9999999]=x&class.module=x",
            "name=a%00b&password=c%00d&to=%00",
            "once=%00&token=%00",
            "name=" + "x".repeat(5_000),
            "a=1&".repeat(1_500),
            "\u0000\u00ff",
            Json.of("{'name':"),
            "");

    private static String period(String moment) {
        return String.join(
                        "&",
                        Stream.of("since", "until", "from", "to", "after", "at", "quarter", "date", "asOf")
                                .map(name -> name + "=" + moment)
                                .toList())
                + "&before=" + moment + "/x";
    }

    /* The server logs a failed sign-in at the provider at most once in ten seconds. */
    private static final Pattern SIGN_IN_FAILURE_LINE = Pattern.compile("(?m)^.* Single sign-on failed: .*\\R");

    private static TestServer server;
    private static List<Endpoint> endpoints = List.of();
    private static String viewer = "";
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeAll
    static void start() {
        server = TestServer.start();
        endpoints = Endpoint.of(server);
        TestUsers team = new TestUsers(server);
        viewer = "Authorization: Bearer " + team.token(team.createUserAndSignIn("vera", "viewer"), "viewer");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void captureLog() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restoreLog() {
        System.setErr(err);
    }

    @Test
    void malformedQueriesCauseNoServerErrors() throws IOException {
        List<String> faults = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            for (String query : chosen(QUERIES, endpoint)) {
                for (String credential : List.of("", viewer)) {
                    send(endpoint.method(), target(endpoint) + "?" + query, credential, "", faults);
                }
            }
        }
        assertNoErrorsAndQuietLog(faults);
    }

    @Test
    void malformedHeadersCauseNoServerErrors() throws IOException {
        List<String> faults = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            for (String header : chosen(HEADERS, endpoint)) {
                for (String credential : List.of("", header.startsWith("Authorization") ? "" : viewer)) {
                    String both = credential.isEmpty() ? header : header + "\r\n" + credential;
                    send(endpoint.method(), target(endpoint), both, endpoint.takesBody() ? "{}" : "", faults);
                }
            }
        }
        assertNoErrorsAndQuietLog(faults);
    }

    @Test
    void malformedFormsCauseNoServerErrors() throws IOException {
        List<String> faults = new ArrayList<>();
        String form = "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded";
        for (Endpoint endpoint : endpoints) {
            if (!endpoint.method().equals("GET")) {
                for (String body : chosen(BODIES, endpoint)) {
                    send(endpoint.method(), target(endpoint), form, body, faults);
                    send(endpoint.method(), target(endpoint), form + "\r\n" + viewer, body, faults);
                }
            }
        }
        assertNoErrorsAndQuietLog(faults);
    }

    @Test
    void unexpectedMethodsAndPathsCauseNoServerErrors() throws IOException {
        List<String> faults = new ArrayList<>();
        for (String method : List.of("TRACE", "OPTIONS", "PATCH", "FOO", "CONNECT", "HEAD", "DELETE", "PUT")) {
            for (String path :
                    List.of("/", "/login", "/docs", "/health", "/error", "/api/v1/rollouts", "/sdk/v1/flags")) {
                send(method, path, "", "", faults);
                send(method, path, viewer, "", faults);
            }
        }
        for (String path : List.of(
                "/%",
                "/%zz",
                "/login/%C3%28",
                "/docs/%ff",
                "/docs/..%2f",
                "/assets/%00",
                "/assets/\u00ff",
                "/docs/a%20b",
                "/login/x",
                "/flags/%7Bx%7D",
                "/error",
                "/assets/",
                "/docs/",
                "/docs/x/y/z",
                "/docs/search",
                "*",
                "//x",
                "http://x:99999/login",
                "/" + "x".repeat(7_000))) {
            send("GET", path, "", "", faults);
            send("POST", path, viewer, "", faults);
        }
        assertNoErrorsAndQuietLog(faults);
    }

    /* All inputs for open paths, every fourth for other paths. */
    private static List<String> chosen(List<String> all, Endpoint endpoint) {
        if (OPEN.matcher(endpoint.pattern()).matches()) {
            return all;
        }
        List<String> some = new ArrayList<>();
        for (int i = Math.floorMod(endpoint.name().hashCode(), EVERY); i < all.size(); i += EVERY) {
            some.add(all.get(i));
        }
        return some;
    }

    private void assertNoErrorsAndQuietLog(List<String> faults) {
        System.setErr(err);
        assertThat(faults).isEmpty();
        String said = log.toString(StandardCharsets.UTF_8);
        assertThat(SIGN_IN_FAILURE_LINE.matcher(said).results().count()).isLessThan(FEW);
        assertThat(SIGN_IN_FAILURE_LINE.matcher(said).replaceAll("")).isEmpty();
    }

    private static String target(Endpoint endpoint) {
        return endpoint.pattern().replaceAll("\\{[^}]*}", "default").replace("/**", "/x");
    }

    private static void send(String method, String target, String headers, String body, List<String> faults)
            throws IOException {
        String request = method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + (headers.isEmpty() ? "" : headers + "\r\n")
                + (method.equals("GET") || method.equals("HEAD") ? "" : "Content-Length: " + body.length() + "\r\n")
                + "\r\n" + body;
        int port = server.uri("/").getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            byte[] head = socket.getInputStream().readNBytes(12);
            String status = new String(head, StandardCharsets.US_ASCII);
            if (!status.matches("HTTP/1\\.1 ([1-4]..|501)")) {
                faults.add(status + " to " + request.substring(0, Math.min(300, request.length())));
            }
        }
    }
}
