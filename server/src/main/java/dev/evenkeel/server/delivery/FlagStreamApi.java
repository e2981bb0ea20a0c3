// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.delivery;

import dev.evenkeel.server.access.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The streams of server-sent events: of snapshots and deltas for our SDK (docs/reference/sdk-protocol.md), of hints to
/// ask
/// again for OFREP. One virtual thread per stream does plain blocking writes: a reader that is slow or gone
/// blocks its own thread only, until the web server's write timeout ends it.
@RestController
class FlagStreamApi {
    static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(FlagStreamApi.class);
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);
    /// Longest name of a process, as in acknowledgements.
    private static final int MAX_INSTANCE = 256;

    private final Channels channels;
    private final Clients clients;

    FlagStreamApi(Channels channels, Clients clients) {
        this.channels = channels;
        this.clients = clients;
    }

    /// @param instance the process at the other end, if it says so: the same name as in its acknowledgements
    /// @param deltas whether the reader understands deltas
    /// @param have tag of the flags that the reader has; only they are not sent again at the start
    @GetMapping("/sdk/v1/stream")
    void flags(
            @RequestHeader(name = "Evenkeel-Instance", required = false) @Nullable String instance,
            @RequestParam(defaultValue = "false") boolean deltas,
            @RequestParam(defaultValue = "") String have,
            Caller.SdkClient client,
            HttpServletResponse response)
            throws InterruptedException {
        Runnable sign = () -> {};
        if (instance != null && !instance.isEmpty() && instance.length() <= MAX_INSTANCE) {
            sign = () -> clients.seen(client.environment(), instance);
        }
        Format format = deltas
                ? new Format(
                        first -> first.tag().equals(have) ? first.eventAfter(first) : first.event(),
                        (base, next) -> isBack(base, next) ? null : next.eventAfter(base),
                        sign)
                : new Format(Frame::event, (base, next) -> isBack(base, next) ? null : next.event(), sign);
        stream(format, client.environment(), response);
    }

    /// @param had revision of the last hint that the client got before it lost its stream: when that is not
    ///     the present one, it missed some
    @GetMapping("/ofrep/v1/stream")
    void hints(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String had,
            Caller.SdkClient client,
            HttpServletResponse response)
            throws InterruptedException {
        Function<Frame, byte[]> first =
                frame -> had == null || had.equals(Long.toString(frame.revision())) ? COMMENT : frame.hint();
        stream(new Format(first, (base, next) -> next.hint(), () -> {}), client.environment(), response);
    }

    /// How one kind of stream writes.
    ///
    /// @param first what is written of the frame that is there at the start
    /// @param next what is written of each frame after the one before it; null ends the stream
    /// @param sign called after every write that worked
    private record Format(
            Function<Frame, byte[]> first, BiFunction<Frame, Frame, byte @Nullable []> next, Runnable sign) {}

    /// After a lower revision (the database was restored) readers must connect again: then the server's word wins.
    private static boolean isBack(Frame base, Frame next) {
        return next.revision() < base.revision();
    }

    private void stream(Format format, String environment, HttpServletResponse response) throws InterruptedException {
        channels.enter();
        try {
            Frame start = channels.newest(environment);
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            follow(format, start, response.getOutputStream());
        } catch (IOException e) {
            LOG.debug("A stream of {} ended: {}", environment, e.toString());
        } finally {
            channels.leave();
        }
    }

    private void follow(Format format, Frame start, OutputStream out) throws IOException, InterruptedException {
        Channel channel = channels.of(start.snapshot().environment());
        Frame sent = start;
        byte @Nullable [] bytes = format.first().apply(start);
        while (bytes != null && !channel.isClosed()) {
            out.write(bytes);
            out.flush();
            format.sign().run();
            Frame next = channel.awaitOther(sent, HEARTBEAT);
            bytes = next == null ? COMMENT : format.next().apply(sent, next);
            sent = next == null ? sent : next;
        }
    }
}
