// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.foundation.schema.OpenApiResponseSchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.SdkKeyRepository;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for server-sent events: snapshots and deltas for Evenkeel's SDK
/// (docs/reference/sdk-protocol.md), and hints to evaluate again for OFREP clients. They are ordinary requests
/// until the response head is written; then a [ClientFlagEventStream] writes to the connection.
@RestController
class FlagStreamController {
    /// Maximum length of a process name, as in acknowledgements.
    private static final int MAX_INSTANCE = 256;

    private final SnapshotChannelRegistry channels;
    private final SdkClientService clients;
    private final SdkKeyRepository keys;
    private final Duration patience;

    FlagStreamController(
            SnapshotChannelRegistry channels,
            SdkClientService clients,
            SdkKeyRepository keys,
            @Value("${evenkeel.stream-write-timeout-seconds}") int writeSeconds) {
        this.keys = keys;
        this.channels = channels;
        this.clients = clients;
        this.patience = Duration.ofSeconds(Math.max(1, writeSeconds));
    }

    /// Streams flag snapshots or deltas to an SDK as server-sent events, at the start and on changes.
    ///
    /// @param deltas whether the client understands deltas
    /// @param have tag of the flags that the client has; they are not sent again at the start
    @GetMapping("/sdk/v1/stream")
    @OpenApiResponseSchema(text = MediaType.TEXT_EVENT_STREAM_VALUE)
    void streamFlags(
            @RequestParam(defaultValue = "false") boolean deltas,
            @RequestParam(defaultValue = "") String have,
            Caller.SdkClient client,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException {
        FlagStreamEventEncoder format = deltas ? FlagStreamEventEncoder.deltas(have) : FlagStreamEventEncoder.SNAPSHOTS;
        String token = Objects.requireNonNullElse(request.getHeader(LostRevisionDetector.HEADER), "");
        EncodedSnapshot start = channels.getNewest(client.environment(), IfNoneMatchParser.parseRevision(have), token);
        open(format, start, subscriber(client, activityCallback(client, request)), request, response);
    }

    /// Streams server-sent events that tell OFREP clients to evaluate their flags again.
    ///
    /// @param had revision of the last hint that the client received before it lost its stream; if it is not
    ///     the current one, the client missed a hint
    @GetMapping("/ofrep/v1/stream")
    @OpenApiResponseSchema(text = MediaType.TEXT_EVENT_STREAM_VALUE)
    void streamHints(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String had,
            Caller.SdkClient client,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException {
        EncodedSnapshot start = channels.getNewest(client.environment());
        open(FlagStreamEventEncoder.hints(had), start, subscriber(client, () -> {}), request, response);
    }

    /// Returns the action for signs of life of the client's process, if the client sends its name: the one in
    /// its acknowledgements.
    private Runnable activityCallback(Caller.SdkClient client, HttpServletRequest request) {
        String instance = request.getHeader("Evenkeel-Instance");
        return instance == null || instance.isEmpty() || instance.length() > MAX_INSTANCE
                ? () -> {}
                : () -> clients.markSeen(client.environment(), instance);
    }

    /* Acquires the place that the stream releases. */
    private ClientFlagEventStream.Subscriber subscriber(Caller.SdkClient client, Runnable sign) {
        return new ClientFlagEventStream.Subscriber(
                () -> keys.isActive(client.key()), sign, channels.acquireStream(client)::close);
    }

    private void open(
            FlagStreamEventEncoder format,
            EncodedSnapshot start,
            ClientFlagEventStream.Subscriber reader,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException {
        SnapshotChannel channel = channels.getChannel(start.snapshot().environment());
        var stream = new ClientFlagEventStream(format, channel, start, reader);
        channel.subscribe(stream);
        try {
            if (request.getProtocol().startsWith("HTTP/1")) {
                request.upgrade(UpgradedStreamConnection.class).serve(stream, patience);
                response.setHeader("Connection", "close");
                writeHead(response);
            } else {
                writeHead(response);
                AsyncStreamConnection.serve(stream, patience, request, response);
            }
        } catch (IOException | ServletException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    /// Over HTTP/1.1, the connection is handed over by Tomcat's protocol upgrade, but the client sees the body of an
    /// ordinary response that ends with the connection.
    private static void writeHead(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        response.flushBuffer();
    }
}
