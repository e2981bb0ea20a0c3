// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.ofrep;

import dev.evenkeel.benchmarks.server.BenchmarkServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A factory of OFREP requests for 64 users, prepared in advance. Not thread-safe.
public final class OfrepRequestFactory implements AutoCloseable {
    static final String FLAG = "flag-7";
    private static final int USERS = 64;
    private static final String BULK = "/ofrep/v1/evaluate/flags";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BenchmarkServer server;

    /// Creates requests to a server.
    public OfrepRequestFactory(BenchmarkServer server) {
        this.server = server;
    }

    /// Returns requests for one flag, with a rule and 50% by user.
    ///
    /// @throws IOException when the server does not evaluate it
    public List<ByteBuffer> single() throws IOException, InterruptedException {
        String path = BULK + "/" + FLAG;
        String answer = send(path, 0).body();
        if (!answer.contains("\"TARGETING_MATCH\"") || !answer.contains("\"" + FLAG + "\"")) {
            throw new IOException("the server answered " + answer);
        }
        return requests(path, user -> "");
    }

    /// Returns requests for all flags.
    List<ByteBuffer> bulk() throws IOException, InterruptedException {
        String answer = send(BULK, 0).body();
        if (!answer.contains("\"" + FLAG + "\"") || !answer.contains("\"flag-8\"")) {
            throw new IOException("the server answered " + answer);
        }
        return requests(BULK, user -> "");
    }

    /// Returns requests for all flags from a client that already has them.
    List<ByteBuffer> unchanged() throws IOException, InterruptedException {
        List<String> etags = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            HttpResponse<String> answer = send(BULK, user);
            etags.add(answer.headers()
                    .firstValue("ETag")
                    .orElseThrow(() -> new IOException("the answer to all flags has no ETag: " + answer.body())));
        }
        return requests(BULK, user -> "If-None-Match: " + etags.get(user) + "\r\n");
    }

    @Override
    public void close() {
        client.close();
    }

    private interface UserHeader {
        String format(int user);
    }

    private List<ByteBuffer> requests(String path, UserHeader header) {
        List<ByteBuffer> requests = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            String body = body(user);
            byte[] bytes = ("POST " + path + " HTTP/1.1\r\nHost: "
                            + server.address().getAuthority() + "\r\nAuthorization: Bearer " + server.sdkKey()
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n"
                            + header.format(user) + "\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII);
            requests.add(
                    ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer());
        }
        return requests;
    }

    private HttpResponse<String> send(String path, int user) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve(path))
                .header("Authorization", "Bearer " + server.sdkKey())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body(user)))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static String body(int user) {
        return """
                {"context":{"targetingKey":"user-%d","country":"CH","plan":"gold","age":42}}""".formatted(user);
    }
}
