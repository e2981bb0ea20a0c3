// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.foundation.schema.ResponseSchema;
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

/// The streams of server-sent events: of snapshots and deltas for our SDK
/// (docs/reference/sdk-protocol.md), of hints to ask again for OFREP. Ordinary requests until the
/// response's head is written; then Tomcat hands the connection over to an [FlagEventStream].
@RestController
class FlagStreamController {
    /// Longest name of a process, as in acknowledgements.
    private static final int MAX_INSTANCE = 256;

    private final SnapshotChannelRegistry channels;
    private final SdkClientService clients;
    private final SdkKeyRepository keys;
    private final Duration patience;

    FlagStreamController(
            SnapshotChannelRegistry channels,
            SdkClientService clients,
            SdkKeyRepository keys,
            @Value("${evenkeel.stream-write-seconds}") int writeSeconds) {
        this.keys = keys;
        this.channels = channels;
        this.clients = clients;
        this.patience = Duration.ofSeconds(Math.max(1, writeSeconds));
    }

    /// @param deltas whether the reader understands deltas
    /// @param have tag of the flags that the reader has; they are not sent again at the start
    @GetMapping("/sdk/v1/stream")
    @ResponseSchema(text = MediaType.TEXT_EVENT_STREAM_VALUE)
    void flags(
            @RequestParam(defaultValue = "false") boolean deltas,
            @RequestParam(defaultValue = "") String have,
            Caller.SdkClient client,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException {
        FlagStreamFormat format = deltas ? FlagStreamFormat.deltas(have) : FlagStreamFormat.SNAPSHOTS;
        String token = Objects.requireNonNullElse(request.getHeader(LostRevisionDetector.HEADER), "");
        EncodedSnapshot start = channels.newest(client.environment(), IfNoneMatchParser.revision(have), token);
        open(format, start, reader(client, signOf(client, request)), request, response);
    }

    /// @param had revision of the last hint that the client got before it lost its stream: when that is
    ///     not the present one, it missed some
    @GetMapping("/ofrep/v1/stream")
    @ResponseSchema(text = MediaType.TEXT_EVENT_STREAM_VALUE)
    void hints(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String had,
            Caller.SdkClient client,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException {
        EncodedSnapshot start = channels.newest(client.environment());
        open(FlagStreamFormat.hints(had), start, reader(client, () -> {}), request, response);
    }

    /// What to do at a sign of life of the process at the other end, if it says who it is: by the same
    /// name as in its acknowledgements.
    private Runnable signOf(Caller.SdkClient client, HttpServletRequest request) {
        String instance = request.getHeader("Evenkeel-Instance");
        return instance == null || instance.isEmpty() || instance.length() > MAX_INSTANCE
                ? () -> {}
                : () -> clients.seen(client.environment(), instance);
    }

    /* Takes the place that the stream gives back. */
    private FlagEventStream.Subscriber reader(Caller.SdkClient client, Runnable sign) {
        return new FlagEventStream.Subscriber(() -> keys.isOpen(client.key()), sign, channels.enter(client)::close);
    }

    private void open(
            FlagStreamFormat format,
            EncodedSnapshot start,
            FlagEventStream.Subscriber reader,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException {
        SnapshotChannel channel = channels.of(start.snapshot().environment());
        var stream = new FlagEventStream(format, channel, start, reader);
        channel.follow(stream);
        try {
            request.upgrade(StreamConnection.class).serve(stream, patience);
            writeHead(response);
        } catch (IOException | ServletException | RuntimeException e) {
            stream.end();
            throw e;
        }
    }

    /// Handing over means switching protocols to Tomcat, but to the reader it is the body of an ordinary
    /// answer that ends with the connection.
    private static void writeHead(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        response.setHeader("Connection", "close");
        response.flushBuffer();
    }
}
