// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.client;

import dev.evenkeel.examples.demo.config.DemoTimeouts;
import dev.evenkeel.files.json.DocumentJsonModule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of a JSON API at one base URL. Thread-safe.
public final class JsonHttpClient {
    private static final JsonMapper JSON = DocumentJsonModule.MAPPER;

    private final HttpClient client;
    private final URI base;
    private final @Nullable String token;
    private final Duration limit;

    /// @param token bearer token, null for an API without one
    public JsonHttpClient(HttpClient client, URI base, @Nullable String token) {
        this(client, base, token, DemoTimeouts.USUAL.request());
    }

    /// @param token bearer token, null for an API without one
    /// @param limit timeout of a request
    JsonHttpClient(HttpClient client, URI base, @Nullable String token, Duration limit) {
        this.client = client;
        this.base = base;
        this.token = token;
        this.limit = limit;
    }

    /// Sends a GET request.
    ///
    /// @throws IOException when there is no response or it has an error status
    public JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, null);
    }

    /// As [#get(String)], with the response as a record.
    ///
    /// @throws IOException also when the response does not fit the record
    public <T> T get(String path, Class<T> type) throws IOException, InterruptedException {
        return bind("GET", path, get(path), type);
    }

    /// Sends a GET request for a response that is not JSON.
    ///
    /// @throws IOException as for [#get(String)]
    public String getText(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request("GET", path, null), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(
                    "GET " + base.resolve(path) + " returned " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /// Sends a PUT request with a JSON body.
    ///
    /// @throws IOException as for [#get(String)]
    public JsonNode put(String path, Object body) throws IOException, InterruptedException {
        return send("PUT", path, JSON.writeValueAsString(body));
    }

    /// Sends a PUT request with a text body, such as YAML.
    ///
    /// @throws IOException as for [#get(String)]
    public void putText(String path, String body) throws IOException, InterruptedException {
        send("PUT", path, body);
    }

    /// Sends a POST request with a JSON body.
    ///
    /// @throws IOException as for [#get(String)]
    public JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return send("POST", path, JSON.writeValueAsString(body));
    }

    /// As [#post(String, Object)], with the response as a record.
    ///
    /// @throws IOException as for [#get(String, Class)]
    public <T> T post(String path, Object body, Class<T> type) throws IOException, InterruptedException {
        return bind("POST", path, post(path, body), type);
    }

    /// A response.
    ///
    /// @param status HTTP status code
    /// @param body empty object when the response had none
    public record JsonResponse(int status, JsonNode body) {
        public boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /// Sends a POST request that the server may refuse; returns any status.
    JsonResponse tryPost(String path, Object body) throws IOException, InterruptedException {
        return exchange("POST", path, JSON.writeValueAsString(body));
    }

    void delete(String path) throws IOException, InterruptedException {
        send("DELETE", path, null);
    }

    private JsonNode send(String method, String path, @Nullable String body) throws IOException, InterruptedException {
        JsonResponse jsonResponse = exchange(method, path, body);
        if (!jsonResponse.isSuccess()) {
            throw new IOException(method + " " + base.resolve(path) + " returned " + jsonResponse.status() + ": "
                    + jsonResponse.body());
        }
        return jsonResponse.body();
    }

    private <T> T bind(String method, String path, JsonNode body, Class<T> type) throws IOException {
        try {
            return JSON.treeToValue(body, type);
        } catch (JacksonException e) {
            throw new IOException(method + " " + base.resolve(path) + " returned an unexpected response: " + body, e);
        }
    }

    private JsonResponse exchange(String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        var response = client.send(request(method, path, body), BodyHandlers.ofString());
        return new JsonResponse(response.statusCode(), read(response.body()));
    }

    private HttpRequest request(String method, String path, @Nullable String body) {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(limit)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    /* A proxy in between may respond with something other than JSON. */
    private static JsonNode read(String body) {
        try {
            return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.getNodeFactory().stringNode(body);
        }
    }
}
