// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.foundation.schema.Answers;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.SdkKeys;
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
/// response's head is written; then Tomcat hands the connection over to an [OpenStream].
@RestController
class FlagStreamApi {
    /// Longest name of a process, as in acknowledgements.
    private static final int MAX_INSTANCE = 256;

    private final Channels channels;
    private final Clients clients;
    private final SdkKeys keys;
    private final Duration patience;

    FlagStreamApi(
            Channels channels,
            Clients clients,
            SdkKeys keys,
            @Value("${evenkeel.stream-write-seconds}") int writeSeconds) {
        this.keys = keys;
        this.channels = channels;
        this.clients = clients;
        this.patience = Duration.ofSeconds(Math.max(1, writeSeconds));
    }

    /// @param deltas whether the reader understands deltas
    /// @param have tag of the flags that the reader has; they are not sent again at the start
    @GetMapping("/sdk/v1/stream")
    @Answers(text = MediaType.TEXT_EVENT_STREAM_VALUE)
    void flags(
            @RequestParam(defaultValue = "false") boolean deltas,
            @RequestParam(defaultValue = "") String have,
            Caller.SdkClient client,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException {
        EventFormat format = deltas ? EventFormat.deltas(have) : EventFormat.SNAPSHOTS;
        String token = Objects.requireNonNullElse(request.getHeader(RevisionProof.HEADER), "");
        Frame start = channels.newest(client.environment(), EntityTags.revision(have), token);
        open(format, start, reader(client, signOf(client, request)), request, response);
    }

    /// @param had revision of the last hint that the client got before it lost its stream: when that is
    ///     not the present one, it missed some
    @GetMapping("/ofrep/v1/stream")
    @Answers(text = MediaType.TEXT_EVENT_STREAM_VALUE)
    void hints(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String had,
            Caller.SdkClient client,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException {
        Frame start = channels.newest(client.environment());
        open(EventFormat.hints(had), start, reader(client, () -> {}), request, response);
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
    private OpenStream.Reader reader(Caller.SdkClient client, Runnable sign) {
        return new OpenStream.Reader(() -> keys.isOpen(client.key()), sign, channels.enter(client)::close);
    }

    private void open(
            EventFormat format,
            Frame start,
            OpenStream.Reader reader,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException {
        Channel channel = channels.of(start.snapshot().environment());
        var stream = new OpenStream(format, channel, start, reader);
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
