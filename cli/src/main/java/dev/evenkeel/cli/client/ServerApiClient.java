// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// The JSON API of a server. Each call opens a connection of its own: a command makes a few of them and
/// ends.
public final class ServerApiClient {
    /// Reads and writes JSON without losing digits.
    public static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final ObjectReader ANSWERS = JSON.reader(new PrintableJsonNodeFactory());
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI server;
    private final String token;
    private final @Nullable ConnectionOrigin origin;
    private final Runnable beforeChange;
    private boolean mayChange;

    /// @param server base address, with or without a path
    /// @param token bearer token
    public ServerApiClient(URI server, String token) {
        this(server, token, null, () -> {});
    }

    /// @param origin where address and token come from, for the words of errors; null leaves that out
    /// @param beforeChange is run once, before the first request that changes something; throws when it
    ///     is not to be
    public ServerApiClient(URI server, String token, @Nullable ConnectionOrigin origin, Runnable beforeChange) {
        this.server = server;
        this.token = token;
        this.origin = origin;
        this.beforeChange = beforeChange;
    }

    /// Where what is used was said, such as `--server` or `profile staging`.
    ///
    /// @param server what said the address
    /// @param token what said the token
    /// @param environment name of the environment that is meant
    public record ConnectionOrigin(String server, String token, String environment) {
        private static final int UNAUTHORIZED = 401;
        private static final int FORBIDDEN = 403;
        private static final String PROFILE = "profile ";

        /* A line that stands before a refusal; empty when nobody can be mistaken. */
        String words(URI asked, int status) {
            if (status == UNAUTHORIZED || status == FORBIDDEN) {
                return "Asked " + asked + " (" + server + ") with the token of " + token + ":\n";
            }
            return server.startsWith(PROFILE)
                    ? "Asked " + asked + " (" + server + "), environment " + environment + ":\n"
                    : "";
        }
    }

    /// An answer that is no refusal.
    ///
    /// @param body of the answer; a missing node when it is empty
    /// @param etag of the answer, or null
    public record ApiResponse(JsonNode body, @Nullable String etag) {}

    /// @param path from the base address on, beginning with a slash; names in it go through [#segment]
    /// @throws ServerRejectionException when the server refuses
    /// @throws ServerUnreachableException when there is no answer, or none of an Evenkeel server
    public ApiResponse get(String path) throws InterruptedException {
        return send(request("GET", path, null));
    }

    /// @param body JSON; null for none
    /// @param ifMatch the ETag that the change builds on; null changes whatever is there
    /// @throws ServerRejectionException when the server refuses
    /// @throws ServerUnreachableException when there is no answer, or none of an Evenkeel server
    public ApiResponse put(String path, @Nullable String body, @Nullable String ifMatch) throws InterruptedException {
        allowChange();
        HttpRequest.Builder request = request("PUT", path, body);
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return send(request);
    }

    /// @param body JSON; null for none
    /// @throws ServerRejectionException when the server refuses
    /// @throws ServerUnreachableException when there is no answer, or none of an Evenkeel server
    public ApiResponse post(String path, @Nullable String body) throws InterruptedException {
        allowChange();
        return send(request("POST", path, body));
    }

    /// A POST that asks and changes nothing.
    ///
    /// @param body JSON
    /// @throws ServerRejectionException when the server refuses
    /// @throws ServerUnreachableException when there is no answer, or none of an Evenkeel server
    public ApiResponse question(String path, String body) throws InterruptedException {
        return send(request("POST", path, body));
    }

    /// @param body JSON
    /// @throws ServerRejectionException when the server refuses
    /// @throws ServerUnreachableException when there is no answer, or none of an Evenkeel server
    public ApiResponse patch(String path, String body) throws InterruptedException {
        allowChange();
        return send(request("PATCH", path, body));
    }

    /// @throws ServerRejectionException when the server refuses
    /// @throws ServerUnreachableException when there is no answer, or none of an Evenkeel server
    public ApiResponse delete(String path) throws InterruptedException {
        allowChange();
        return send(request("DELETE", path, null));
    }

    private void allowChange() {
        if (!mayChange) {
            beforeChange.run();
            mayChange = true;
        }
    }

    /// The request for a stream of server-sent events.
    ///
    /// @param lastEvent id of the last event known; null for a stream from the present on
    HttpRequest events(String path, @Nullable String lastEvent) {
        HttpRequest.Builder request =
                request("GET", path, null).timeout(TIMEOUT).header("Accept", "text/event-stream");
        if (lastEvent != null) {
            request.header("Last-Event-ID", lastEvent);
        }
        return request.build();
    }

    /// A name or value as it stands in a path or query.
    public static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// JSON that a server sent. `asString` of its texts is one line without control characters, for people;
    /// `stringValue` is the text as it was sent.
    ///
    /// @throws JacksonException when it is no JSON
    public static JsonNode tree(String json) {
        return ANSWERS.readTree(json);
    }

    private HttpRequest.Builder request(String method, String path, @Nullable String body) {
        return HttpRequest.newBuilder(URI.create(server.toString().replaceFirst("/+$", "") + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    /// An answer that is no JSON.
    ///
    /// @throws ServerRejectionException when the server refuses
    /// @throws ServerUnreachableException when there is no answer
    public String text(String path) throws InterruptedException {
        return ask(request("GET", path, null).timeout(TIMEOUT).build()).body();
    }

    /// What reads a long answer.
    ///
    /// @param <T> what it makes of it
    @FunctionalInterface
    public interface ResponseReader<T> {
        /// @throws IOException when the answer breaks off
        T read(HttpResponse<InputStream> answer) throws IOException;
    }

    /// An answer of any length, read while it comes, for as long as it takes.
    ///
    /// @throws ServerRejectionException when the server refuses
    /// @throws ServerUnreachableException when there is no answer, or it breaks off
    public <T> T read(String path, ResponseReader<T> reading) throws InterruptedException {
        HttpRequest request = request("GET", path, null).build();
        HttpClient client = HttpClientFactory.client(request.uri(), TIMEOUT);
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() / 100 != 2) {
                    throw refusal(response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
                }
                return reading.read(response);
            }
        } catch (IOException e) {
            throw unreachable(request, e);
        } finally {
            client.shutdownNow();
        }
    }

    private ApiResponse send(HttpRequest.Builder builder) throws InterruptedException {
        HttpRequest request = builder.timeout(TIMEOUT).build();
        HttpResponse<String> response = ask(request);
        try {
            JsonNode body = response.body().isBlank() ? JSON.missingNode() : tree(response.body());
            return new ApiResponse(body, response.headers().firstValue("ETag").orElse(null));
        } catch (JacksonException e) {
            throw new ServerUnreachableException(request.uri() + " answers, but not as an Evenkeel server.", e);
        }
    }

    private HttpResponse<String> ask(HttpRequest request) throws InterruptedException {
        try (HttpClient client = HttpClientFactory.client(request.uri(), TIMEOUT)) {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw refusal(response.statusCode(), response.body());
            }
            return response;
        } catch (IOException e) {
            throw unreachable(request, e);
        }
    }

    private ServerUnreachableException unreachable(HttpRequest request, IOException e) {
        return new ServerUnreachableException(
                "No answer from " + request.uri() + ": " + e + ". Is the server running there?" + anotherServer(), e);
    }

    /// Where the address comes from, and how to say another.
    String anotherServer() {
        return (origin == null ? "" : " The address comes from " + origin.server() + ".")
                + " --server or --profile names another.";
    }

    /// The refusal in an answer's body.
    ServerRejectionException refusal(int status, String body) {
        return ServerRejectionException.of(status, body, origin == null ? "" : origin.words(server, status));
    }

    /// Hides the token.
    @Override
    public String toString() {
        return "ServerApiClient[" + server + "]";
    }
}
