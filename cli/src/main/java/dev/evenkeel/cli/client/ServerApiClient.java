// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenkeel.api.AssessmentApi.AssessmentResponse;
import dev.evenkeel.api.AuditApi.SigningKeyResponse;
import dev.evenkeel.api.DecisionRecordApi.DecisionRecordDetailsResponse;
import dev.evenkeel.api.IncidentApi.HandoverSummaryResponse;
import dev.evenkeel.api.ReportApi.MadrResponse;
import dev.evenkeel.cli.terminal.IoErrorFormatter;
import dev.evenkeel.cli.terminal.TerminalTextSanitizer;
import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.files.json.DocumentJsonModule;
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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// A client of a server's JSON API. Each call opens its own connection: a command makes only a few calls.
public final class ServerApiClient {
    /// A mapper that reads and writes JSON without losing digits.
    public static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /*
     * Omits null fields of requests. Rejects responses that lack a field. Texts of responses are one line without
     * control characters, for the terminal.
     */
    private static final JsonMapper TYPED = JsonMapper.builder()
            .annotationIntrospector(new RequiredFieldIntrospector())
            .changeDefaultPropertyInclusion(include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
            .addModule(new DocumentJsonModule())
            .addModule(new SimpleModule().addDeserializer(String.class, new SingleLineDeserializer()))
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

    /// @param origin source of address and token, for error messages; null to leave it out
    /// @param beforeChange runs once, before the first request that changes something; throws to prevent it
    public ServerApiClient(URI server, String token, @Nullable ConnectionOrigin origin, Runnable beforeChange) {
        this.server = server;
        this.token = token;
        this.origin = origin;
        this.beforeChange = beforeChange;
    }

    /// The source of each setting, such as `--server` or `profile staging`.
    ///
    /// @param server source of the address
    /// @param token source of the token
    /// @param environment name of the environment
    public record ConnectionOrigin(String server, String token, String environment) {
        private static final int UNAUTHORIZED = 401;
        private static final int FORBIDDEN = 403;
        private static final String PROFILE = "profile ";

        /* The line before an error message that names server and token; empty where they are unambiguous. */
        String describe(URI asked, int status) {
            if (status == UNAUTHORIZED || status == FORBIDDEN) {
                return "Request to " + asked + " (" + server + ") with the token from " + token + " failed:\n";
            }
            return server.startsWith(PROFILE)
                    ? "Request to " + asked + " (" + server + "), environment " + environment + ", failed:\n"
                    : "";
        }
    }

    /// A successful response.
    ///
    /// @param body response body; a missing node when it is empty
    /// @param etag ETag of the response, or null
    public record ApiResponse(JsonNode body, @Nullable String etag) {}

    /// A successful response, as a record.
    ///
    /// @param value the response; its texts are one line without control characters, except for
    ///     documents, timeline entries and handover summaries
    /// @param body the response as the server sent it, also with fields that the record does not have
    /// @param <T> record of the response
    public record TypedResponse<T>(T value, JsonNode body) {}

    /// Sends a GET request, as [#get(String)].
    public <T> TypedResponse<T> get(String path, Class<T> type) throws InterruptedException {
        return typed(path, get(path), type);
    }

    /// Sends a POST request, as [#post(String, String)].
    ///
    /// @param request record of the request; null fields are omitted
    public <T> TypedResponse<T> post(String path, Record request, Class<T> type) throws InterruptedException {
        return typed(path, post(path, TYPED.writeValueAsString(request)), type);
    }

    /// Sends a POST request with a document, as [#post(String, String)].
    public <T> TypedResponse<T> post(String path, String document, Class<T> type) throws InterruptedException {
        return typed(path, post(path, document), type);
    }

    /// Sends a PUT request, as [#put(String, String, String)] without an ETag.
    ///
    /// @param request record of the request; null fields are omitted
    public <T> TypedResponse<T> put(String path, Record request, Class<T> type) throws InterruptedException {
        return typed(path, put(path, TYPED.writeValueAsString(request), null), type);
    }

    /// Sends a POST request for a query that changes nothing, as [#postQuery(String, String)].
    ///
    /// @param request record of the request; null fields are omitted
    public <T> TypedResponse<T> postQuery(String path, Record request, Class<T> type) throws InterruptedException {
        return typed(path, postQuery(path, TYPED.writeValueAsString(request)), type);
    }

    /// Sends a POST request without a body, as [#post(String, String)].
    public <T> TypedResponse<T> post(String path, Class<T> type) throws InterruptedException {
        return typed(path, post(path, (String) null), type);
    }

    /// Sends a PUT request with a document, such as a flag definition, as [#put(String, String, String)].
    public <T> TypedResponse<T> put(String path, String document, @Nullable String ifMatch, Class<T> type)
            throws InterruptedException {
        return typed(path, put(path, document, ifMatch), type);
    }

    /// Sends a PATCH request with a document, as [#patch(String, String)].
    public <T> TypedResponse<T> patch(String path, String document, Class<T> type) throws InterruptedException {
        return typed(path, patch(path, document), type);
    }

    /// Sends a DELETE request, as [#delete(String)].
    public <T> TypedResponse<T> delete(String path, Class<T> type) throws InterruptedException {
        return typed(path, delete(path), type);
    }

    /// Sends a GET request for an array, as [#get(String)].
    ///
    /// @param type record of an element
    public <T> List<TypedResponse<T>> list(String path, Class<T> type) throws InterruptedException {
        return get(path)
                .body()
                .valueStream()
                .map(element -> bind(path, element, type))
                .toList();
    }

    private <T> TypedResponse<T> typed(String path, ApiResponse response, Class<T> type) {
        return bind(path, response.body(), type);
    }

    /// Binds a response, or the data of an event, to its record.
    ///
    /// @param path path of the request, for the error message
    /// @throws ServerUnreachableException when a field has another type, or a field that is always present
    ///     ([dev.evenkeel.api.schema.ResponseFields]) is missing
    public <T> TypedResponse<T> bind(String path, JsonNode body, Class<T> type) {
        try {
            return new TypedResponse<>(TYPED.treeToValue(body, type), body);
        } catch (JacksonException e) {
            throw new ServerUnreachableException(
                    "Unexpected response from " + server + path
                            + ": its fields differ from those of this version. Use the version of the server.",
                    e);
        }
    }

    private static final class SingleLineDeserializer extends StdScalarDeserializer<String> {
        /* Fields with several lines, which the terminal output sanitizes. */
        private static final Map<Class<?>, String> MULTI_LINE = Map.of(
                AssessmentResponse.class, "caseText",
                DecisionRecordDetailsResponse.class, "text",
                HandoverSummaryResponse.class, "summary",
                MadrResponse.class, "text",
                SigningKeyResponse.class, "pem",
                TimelineEntry.class, "text");

        SingleLineDeserializer() {
            super(String.class);
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
            return property != null
                            && property.getMember() != null
                            && property.getName()
                                    .equals(MULTI_LINE.get(property.getMember().getDeclaringClass()))
                    ? StringDeserializer.instance
                    : this;
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            return TerminalTextSanitizer.toSingleLine(parser.getValueAsString());
        }
    }

    /// Sends a GET request.
    ///
    /// @param path path below the base address, with a leading slash; encode names in it with [#urlEncode]
    /// @throws ServerRejectionException when the server rejects the request
    /// @throws ServerUnreachableException without a response, or without one of an Evenkeel server
    public ApiResponse get(String path) throws InterruptedException {
        return send(request("GET", path, null));
    }

    /// Sends a PUT request.
    ///
    /// @param body JSON; null for none
    /// @param ifMatch ETag of the state to change; null to change any state
    /// @throws ServerRejectionException when the server rejects the request
    /// @throws ServerUnreachableException without a response, or without one of an Evenkeel server
    public ApiResponse put(String path, @Nullable String body, @Nullable String ifMatch) throws InterruptedException {
        confirmChange();
        HttpRequest.Builder request = request("PUT", path, body);
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return send(request);
    }

    /// Sends a POST request.
    ///
    /// @param body JSON; null for none
    /// @throws ServerRejectionException when the server rejects the request
    /// @throws ServerUnreachableException without a response, or without one of an Evenkeel server
    public ApiResponse post(String path, @Nullable String body) throws InterruptedException {
        confirmChange();
        return send(request("POST", path, body));
    }

    /// Sends a POST request for a query that changes nothing.
    ///
    /// @param body JSON
    /// @throws ServerRejectionException when the server rejects the request
    /// @throws ServerUnreachableException without a response, or without one of an Evenkeel server
    public ApiResponse postQuery(String path, String body) throws InterruptedException {
        return send(request("POST", path, body));
    }

    /// Sends a PATCH request.
    ///
    /// @param body JSON
    /// @throws ServerRejectionException when the server rejects the request
    /// @throws ServerUnreachableException without a response, or without one of an Evenkeel server
    public ApiResponse patch(String path, String body) throws InterruptedException {
        confirmChange();
        return send(request("PATCH", path, body));
    }

    /// Sends a DELETE request.
    ///
    /// @throws ServerRejectionException when the server rejects the request
    /// @throws ServerUnreachableException without a response, or without one of an Evenkeel server
    public ApiResponse delete(String path) throws InterruptedException {
        confirmChange();
        return send(request("DELETE", path, null));
    }

    private void confirmChange() {
        if (!mayChange) {
            beforeChange.run();
            mayChange = true;
        }
    }

    /// Creates the request for a stream of server-sent events.
    ///
    /// @param lastEvent id of the last received event; null to start at the present
    public HttpRequest eventStreamRequest(String path, @Nullable String lastEvent) {
        HttpRequest.Builder request =
                request("GET", path, null).timeout(TIMEOUT).header("Accept", "text/event-stream");
        if (lastEvent != null) {
            request.header("Last-Event-ID", lastEvent);
        }
        return request.build();
    }

    /// Creates an HTTP client for requests to the server, which the caller closes. It follows no redirects.
    public HttpClient createHttpClient(Duration connectTimeout) {
        return HttpClientFactory.create(server, connectTimeout);
    }

    /// Encodes a name or value for a path or query.
    public static String urlEncode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Parses JSON of a server. `asString` of its texts returns one line without control characters, for
    /// terminal output; `stringValue` returns the original text.
    ///
    /// @throws JacksonException when the text is not JSON
    public static JsonNode parseJson(String json) {
        return ANSWERS.readTree(json);
    }

    private HttpRequest.Builder request(String method, String path, @Nullable String body) {
        return HttpRequest.newBuilder(URI.create(server.toString().replaceFirst("/+$", "") + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    /// Fetches a response that is not JSON.
    ///
    /// @throws ServerRejectionException when the server rejects the request
    /// @throws ServerUnreachableException without a response
    public String getText(String path) throws InterruptedException {
        return exchange(request("GET", path, null).timeout(TIMEOUT).build()).body();
    }

    /// A reader of a long response.
    ///
    /// @param <T> result type
    @FunctionalInterface
    public interface ResponseReader<T> {
        /// @throws IOException when the response is truncated
        T read(HttpResponse<InputStream> answer) throws IOException;
    }

    /// Streams a response of any length to a reader, without a time limit.
    ///
    /// @throws ServerRejectionException when the server rejects the request
    /// @throws ServerUnreachableException without a response, or when it is truncated
    public <T> T read(String path, ResponseReader<T> responseReader) throws InterruptedException {
        HttpRequest request = request("GET", path, null).build();
        HttpClient client = createHttpClient(TIMEOUT);
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() / 100 != 2) {
                    throw toRejection(response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
                }
                return responseReader.read(response);
            }
        } catch (IOException e) {
            throw unreachable(request, e);
        } finally {
            client.shutdownNow();
        }
    }

    private ApiResponse send(HttpRequest.Builder builder) throws InterruptedException {
        HttpRequest request = builder.timeout(TIMEOUT).build();
        HttpResponse<String> response = exchange(request);
        try {
            JsonNode body = response.body().isBlank() ? JSON.missingNode() : parseJson(response.body());
            return new ApiResponse(body, response.headers().firstValue("ETag").orElse(null));
        } catch (JacksonException e) {
            throw new ServerUnreachableException(
                    "Unexpected response from " + request.uri() + ": not an Evenkeel server. Check the address.", e);
        }
    }

    private HttpResponse<String> exchange(HttpRequest request) throws InterruptedException {
        try (HttpClient client = createHttpClient(TIMEOUT)) {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw toRejection(response.statusCode(), response.body());
            }
            return response;
        } catch (IOException e) {
            throw unreachable(request, e);
        }
    }

    private ServerUnreachableException unreachable(HttpRequest request, IOException e) {
        return new ServerUnreachableException(
                "No response from " + request.uri() + ": " + IoErrorFormatter.formatReason(e)
                        + ". Check that the server is running." + describeServerOrigin(),
                e);
    }

    /// Formats the source of the address, and how to use another.
    String describeServerOrigin() {
        return (origin == null ? "" : " The address comes from " + origin.server() + ".")
                + " To use another server, pass --server or --profile.";
    }

    /// Creates the exception for an error response.
    ServerRejectionException toRejection(int status, String body) {
        return ServerRejectionException.of(status, body, origin == null ? "" : origin.describe(server, status));
    }

    /// Returns a text without the token.
    @Override
    public String toString() {
        return "ServerApiClient[" + server + "]";
    }
}
