// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.delivery;

import dev.evenkeel.server.access.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/// The stream of snapshots (docs/reference/sdk-protocol.md). One virtual thread per stream does plain blocking
/// writes: a reader that is slow or gone blocks its own thread only, until the web server's write timeout ends
/// it.
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
    @RequestMapping(path = "/sdk/v1/stream", method = RequestMethod.GET)
    void stream(
            @RequestHeader(name = "Evenkeel-Instance", required = false) @Nullable String instance,
            Caller.SdkClient client,
            HttpServletResponse response)
            throws InterruptedException {
        channels.enter();
        try {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            follow(client.environment(), instance, response.getOutputStream());
        } catch (IOException e) {
            LOG.debug("A stream of {} ended: {}", client.environment(), e.toString());
        } finally {
            channels.leave();
        }
    }

    private void follow(String environment, @Nullable String instance, OutputStream out)
            throws IOException, InterruptedException {
        Channel channel = channels.of(environment);
        Frame sent = channels.newest(environment);
        write(out, sent.event());
        confirm(environment, instance);
        while (!channel.isClosed()) {
            Frame next = channel.awaitOther(sent, HEARTBEAT);
            if (next == null) {
                write(out, COMMENT);
            } else {
                write(out, next.event());
                sent = next;
            }
            confirm(environment, instance);
        }
    }

    private void confirm(String environment, @Nullable String instance) {
        if (instance != null && !instance.isEmpty() && instance.length() <= MAX_INSTANCE) {
            clients.seen(environment, instance);
        }
    }

    private static void write(OutputStream out, byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }
}
