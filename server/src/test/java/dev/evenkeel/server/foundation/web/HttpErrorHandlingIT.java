// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class HttpErrorHandlingIT {
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final List<String> PATHS =
            List.of("/flags/new/check", "/api/v1/changes", "/sdk/v1/outcomes", "/ofrep/v1/x", "/login", "/nothing");
    private static final int CHUNK = 65_536;
    private static final byte[] LINE_END = {'\r', '\n'};
    /* More than the server may read without authentication, plus network buffers. */
    private static final long BOUND = 6_000_000;
    private static final long FLOOD = 12_000_000;
    private static final int FLOODS_AT_ONCE = 64;
    private static final List<String> TYPES = List.of(
            "Content-Type: application/x-www-form-urlencoded\r\n",
            "Content-Type: multipart/form-data; boundary=x\r\n",
            "Content-Type: application/json\r\n",
            "Content-Type: application/octet-stream\r\n",
            "Content-Type: text/plain\r\n",
            "Content-Type: */*\r\n",
            "");

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
    void printsAddressWhenReady() {
        assertThat(server.output()).contains("Ready http://127.0.0.1:");
        HttpResponse<String> health = server.send(server.request("/health"));
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(TestServer.json(health).get("database").asString()).isEqualTo("up");
    }

    @Test
    void returns404ProblemForUnknownPath() {
        assertProblem(server.get("/api/v1/nothing"), 404, "path-not-found");
    }

    @Test
    void returns405ProblemForUnsupportedMethod() {
        assertProblem(server.post("/health", "{}"), 405, "method-not-allowed");
    }

    @Test
    void returns400ProblemForInvalidQueryParameter() {
        assertProblem(server.get("/api/v1/audit?limit=many"), 400, "malformed");
    }

    @Test
    void returns400ProblemForMissingBody() {
        HttpResponse<String> empty = server.send(server.asAdmin("/api/v1/environments/default/flags")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.noBody()));
        assertProblem(empty, 400, "malformed");
    }

    @Test
    void returns413ProblemForTooLargeBodyWithOrWithoutLength() {
        byte[] large = new byte[1_000_001];
        assertProblem(
                server.send(server.asSdk("/sdk/v1/acks").POST(BodyPublishers.ofByteArray(large))),
                413,
                "payload-too-large");
        assertProblem(
                server.send(server.asSdk("/sdk/v1/acks")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))),
                413,
                "payload-too-large");
    }

    @Test
    void returns400ProblemForMalformedHttpRequest() throws IOException {
        assertThat(sendRaw("GET /a|b HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains("HTTP/1.1 400", Json.of("'code':'malformed'"));
        assertThat(sendRaw("GET / HTTP/1.1\r\n\r\n")).contains("HTTP/1.1 400").doesNotContain("<html");
        assertThat(sendRaw("NONSENSE\r\n\r\n"))
                .contains("HTTP/1.1 400", Json.of("'code':'malformed'"), Json.of("'errorDetails':"));
    }

    /* The server does not read an unauthenticated body, for any path, method and content type. */
    @Test
    void closesConnectionOnLargeUnauthenticatedBody() throws Exception {
        List<String> heads = Stream.of("POST", "PUT", "PATCH", "DELETE", "GET", "OTHER")
                .flatMap(method -> PATHS.stream().map(path -> method + " " + path + " HTTP/1.1\r\nHost: x\r\n"))
                .flatMap(line -> TYPES.stream().map(type -> line + type))
                .flatMap(head -> Stream.of(head + "Content-Length: " + FLOOD, head + CHUNKED))
                .toList();
        List<String> tooMuch = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(FLOODS_AT_ONCE)) {
            List<Future<Long>> taken = new ArrayList<>();
            heads.forEach(head -> taken.add(threads.submit(() -> countAcceptedBytes(head))));
            for (int i = 0; i < heads.size() && tooMuch.size() < 5; i++) {
                if (taken.get(i).get() > BOUND) {
                    tooMuch.add(heads.get(i));
                }
            }
            threads.shutdownNow();
        }
        assertThat(tooMuch).isEmpty();
        assertThat(server.send(server.request("/health")).statusCode()).isEqualTo(200);
    }

    /* Returns the number of bytes written before the server closed the connection, at most FLOOD. */
    private static long countAcceptedBytes(String head) {
        boolean chunked = head.endsWith(CHUNKED);
        byte[] data = new byte[CHUNK];
        Arrays.fill(data, (byte) 'a');
        byte[] size = (Integer.toHexString(CHUNK) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        long written = 0;
        try (Socket socket = new Socket()) {
            socket.setSendBufferSize(CHUNK);
            socket.connect(new InetSocketAddress(
                    server.uri("/").getHost(), server.uri("/").getPort()));
            OutputStream to = socket.getOutputStream();
            to.write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            while (written < FLOOD) {
                if (chunked) {
                    to.write(size);
                }
                to.write(data);
                if (chunked) {
                    to.write(LINE_END);
                }
                written += CHUNK;
            }
        } catch (IOException e) {
            /* The server closed the connection. */
        }
        return written;
    }

    @Test
    void returns413ForLargeUnauthenticatedForm() throws IOException {
        assertThat(postForm(20_000, "a".repeat(20_000)))
                .contains("HTTP/1.1 413", Json.of("'code':'payload-too-large'"), "larger than 16384 bytes");
    }

    @Test
    void returns400ForMalformedForm() throws IOException {
        assertThat(postForm(6, "a=%zz&")).contains("HTTP/1.1 400", "hexadecimal digits");
    }

    @Test
    void returns401ForFormWithWrongCredentials() throws IOException {
        assertThat(postForm(12, "name=a&b=%C3")).contains("HTTP/1.1 401");
    }

    private static String postForm(int length, String body) throws IOException {
        String head = "POST /login HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + TYPES.getFirst();
        return sendRaw(head + "Content-Length: " + length + "\r\n\r\n" + body);
    }

    private static String sendRaw(String request) throws IOException {
        try (Socket socket =
                new Socket(server.uri("/").getHost(), server.uri("/").getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(TestServer.json(response).get("code").asString()).isEqualTo(code);
        assertThat(TestServer.json(response).get("remedy").asString()).isNotBlank();
    }
}
