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
