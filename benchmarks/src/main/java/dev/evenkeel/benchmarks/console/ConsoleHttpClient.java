// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import dev.evenkeel.benchmarks.server.BenchmarkServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// HTTP client that requests pages as a browser of a signed-in user does: with the session cookie, and
/// accepting compressed responses. Thread-safe.
final class ConsoleHttpClient implements AutoCloseable {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final URI server;
    private final String cookie;

    /// @param cookie cookie of a session
    ConsoleHttpClient(URI server, String cookie) {
        this.server = server;
        this.cookie = cookie;
    }

    /// A response.
    ///
    /// @param bytes size of the body as sent
    /// @param text the decompressed body
    record PageResponse(int status, int bytes, String text) {
        boolean isDone() {
            return status == 200;
        }
    }

    /// Signs in with the administrator's token.
    static ConsoleHttpClient signIn(BenchmarkServer server) throws IOException, InterruptedException {
        try (var stranger = new ConsoleHttpClient(server.address(), "none=")) {
            HttpResponse<Void> answer = stranger.client.send(
                    stranger.request("/login", "text/html")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("token=" + server.adminToken()))
                            .build(),
                    BodyHandlers.discarding());
            String cookie = answer.headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow(() -> new IOException("signing in was answered " + answer.statusCode()));
            return new ConsoleHttpClient(server.address(), cookie.split(";", 2)[0]);
        }
    }

    /// Returns another browser of the same session.
    ConsoleHttpClient another() {
        return new ConsoleHttpClient(server, cookie);
    }

    /// Sends a GET request to a path of the server.
    PageResponse get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(
                request(path, "text/html,*/*;q=0.8")
                        .header("Accept-Encoding", "gzip")
                        .build(),
                BodyHandlers.ofByteArray());
        boolean zipped =
                answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        byte[] body = answer.body();
        return new PageResponse(
                answer.statusCode(), body.length, new String(zipped ? unzip(body) : body, StandardCharsets.UTF_8));
    }

    /// Opens an event stream and returns its lines as they arrive, until the browser or the server is closed.
    ///
    /// @throws IOException when the server refuses it
    Stream<String> events(String path) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer =
                client.send(request(path, "text/event-stream").build(), BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
            throw new IOException("the stream " + path + " was answered " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path, String accept) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Accept", accept)
                .header("Cookie", cookie);
    }

    private static byte[] unzip(byte[] zipped) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return in.readAllBytes();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
