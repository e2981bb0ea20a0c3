// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A proxy as one that buffers: it passes the head of an answer, and of its body only full buffers, or what is
/// left when the server closes. One that holds nothing passes everything at once.
final class HoldingProxy implements AutoCloseable {
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener;
    private final URI server;
    private final int buffer;
    private final Collection<Socket> open = new ConcurrentLinkedQueue<>();

    private HoldingProxy(ServerSocket listener, URI server, int buffer) {
        this.listener = listener;
        this.server = server;
        this.buffer = buffer;
    }

    /// @param buffer bytes of a stream that it holds back; 0 for none. Other answers are never held back: they
    ///     end.
    static HoldingProxy start(URI server, int buffer) throws IOException {
        var proxy = new HoldingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server, buffer);
        Thread.ofPlatform().daemon().start(proxy::accept);
        return proxy;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket upstream = new Socket(server.getHost(), server.getPort());
                open.add(client);
                open.add(upstream);
                Thread.ofPlatform().daemon().start(() -> pass(client, upstream));
                Thread.ofPlatform().daemon().start(() -> answer(upstream, client));
            }
        } catch (IOException e) {
            /* Closed. */
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            /* One of them is gone. */
        }
    }

    private void answer(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            String head = head(in, out);
            int held = head.contains("text/event-stream") ? buffer : 0;
            byte[] bytes = new byte[Math.max(1, held)];
            for (int count = in.readNBytes(bytes, 0, bytes.length); count > 0; ) {
                out.write(bytes, 0, count);
                out.flush();
                count = in.readNBytes(bytes, 0, bytes.length);
            }
        } catch (IOException e) {
            /* One of them is gone. */
        }
    }

    /* Passes the head of the first answer of a connection. */
    private static String head(InputStream in, OutputStream out) throws IOException {
        var head = new StringBuilder();
        int matched = 0;
        while (matched < END_OF_HEAD.length) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
            matched = next == END_OF_HEAD[matched] ? matched + 1 : next == END_OF_HEAD[0] ? 1 : 0;
        }
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return head.toString();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
